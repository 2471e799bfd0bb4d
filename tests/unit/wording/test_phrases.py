"""The phrase language."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amicable.wording._phrases import BadPhrase, parse
from amicable.wording._tree import compiled


def finds(written: str, text: str, **shared: object) -> bool:
    return bool(compiled(parse(written, **shared)).search(text))


@pytest.mark.parametrize(
    ("written", "text", "found"),
    [
        ("late", "too late again", True),
        ("late", "plates", False),
        ("late", "latest", False),
        ("late*", "lately", True),
        ("*idiootti", "superidiootti", True),
        ("pay now", "pay, now", True),
        ("pay now", "pay. now", False),
        ("pay now", "pay\nnow", True),
        ("pay _ now", "pay it all right now", True),
        ("pay _ now", "pay it all at once right now", False),
        ("(very|so)? late", "late", True),
        ("(very|so)? late now", "so late now", True),
        ("you (are|'re) late", "you're late", True),
        ("you (are|'re) late", "you are late", True),
        ("l'idiota", "és l'idiota de sempre", True),
        ("# (eur|euros)", "for 1.250,50 euros", True),
        ("# (eur|euros)", "for many euros", False),
        ("(a discount|less)", "give me less", True),
        ("# %", "20% less", True),
        ("# k", "for 500k", True),
        ("# (eur|euros)", "for 500euros", True),
        ("# euros", "page 500. euros", False),
        ("€ #", "only €500", True),
        ("(de|d') anada", "bitllet d'anada", True),
        ("(de|d') anada", "bitllet de anada", True),
        ("(de|d') anada", "bitllet deanada", False),
        ("l' (gran)? idiota", "és l'idiota", True),
        ("intel·ligent", "molt intel·ligent", True),
        ("you (are|'re) late", "youare late", False),
    ],
)
def test_a_phrase_finds_whole_words(written, text, found):
    assert finds(written, text) is found


def test_forms_and_lists_come_from_the_language():
    assert finds(
        "{idiot} @you", "idiots like you", forms={"idiot": ["idiot", "idiots"]}, lists={"you": ["like you"]}
    )


@pytest.mark.parametrize("written", ["", "(a|", "a)", "_ late", "late _", "?", "{nobody}", "@nobody", "a;b", "(|late)", "so? very?", "(so?|very) late", "(late|*)", "@self", "(" * 99 + "late" + ")" * 99])  # fmt: skip
def test_a_phrase_that_makes_no_sense_is_refused(written):
    with pytest.raises(BadPhrase):
        parse(written, lists={"self": ["@self"]})


@given(st.text(alphabet="ab(|)?_*{}@# '", max_size=30))
def test_any_text_is_a_phrase_or_refused(written):
    with suppress(BadPhrase):
        compiled(parse(written))


@given(
    st.lists(st.sampled_from(["pay", "now", "later", "please"]), min_size=1, max_size=5), st.text(max_size=20)
)
def test_a_phrase_finds_itself_in_any_surroundings(words, around):
    phrase = " ".join(words)
    assert finds(phrase, f"{around.lower()} {phrase} {around.lower()}")
