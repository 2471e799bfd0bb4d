"""From rules to findings: places, guards, whom it is aimed at."""

import time
import unicodedata

import pytest

from amicable.i18n import LANGUAGES
from amicable.wording import BadRule, Matcher, Rule, broken_in, look, rule
from amicable.wording.rules import read


def made(**given: object):
    declared = {"id": "test", "flags": ["x"], "passes": ["y"], "kind": "insult", **given}
    return Matcher(
        [rule(declared, language=str(declared.pop("language", "en")), situation="abuse", tone=False)]
    )


def test_the_quote_is_the_exact_piece_of_the_original():
    text = "Well … YOU’RE complete  IDIOTS!"
    (one,) = look(made(phrases=["you're _ idiots"]), text, "en")
    assert (one.quote, text[one.start : one.end]) == ("YOU’RE complete  IDIOTS", one.quote)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_composed_and_decomposed_letters_are_the_same(form):
    text = unicodedata.normalize(form, "Đồ ngu ngốc, trả lời đi")
    (one,) = look(made(phrases=["đồ ngu ngốc"], language="vi"), text, "vi")
    assert unicodedata.normalize("NFC", one.quote) == "Đồ ngu ngốc"


def test_vietnamese_without_marks_is_read_by_phrases_of_several_words():
    rules = made(phrases=["đồ ngu ngốc", "chó"], language="vi")
    assert [one.quote for one in look(rules, "Do ngu ngoc, tra loi di", "vi")] == ["Do ngu ngoc"]
    assert look(rules, "Cho toi gap giam doc", "vi") == []


def test_unseen_characters_hide_nothing():
    (one,) = look(made(phrases=["idiots"]), "you id\u200biots there", "en")
    assert one.quote == "id\u200biots"


@pytest.mark.parametrize(
    ("guard", "text"),
    [
        ("negation", "You are not idiots."),
        ("quotation", 'He wrote "idiots" to me.'),
        ("reported", "My wife said idiots, nothing else."),
        ("apology", "Idiots. Sorry for my language."),
        ("question", "Are they idiots?"),
    ],
)
def test_a_guard_takes_a_finding_away(guard, text):
    assert look(made(phrases=["idiots"], unless=[guard]), text, "en") == []
    assert look(made(phrases=["idiots"]), text, "en")


def test_a_guard_in_another_sentence_changes_nothing():
    rules = made(phrases=["idiots"], unless=["negation", "reported"])
    assert look(rules, "It is not raining. My wife said so. You are idiots.", "en")


@pytest.mark.parametrize(("text", "aimed"), [("You idiots.", "you"), ("Idiots, the receptionist too.", "staff"), ("Idiots drove into my van.", "nobody")])  # fmt: skip
def test_the_sentence_tells_who_is_meant(text, aimed):
    (one,) = look(made(phrases=["idiots"], aimed="look"), text, "en")
    assert one.aimed == aimed


def test_an_exception_takes_a_finding_away():
    assert look(made(phrases=["idiot"], **{"except": ["idiot proof"]}), "Is it idiot proof?", "en") == []


@pytest.mark.parametrize("phrase", ["# %", "(idiot|#)"])
def test_a_phrase_of_numbers_and_signs_alone_is_refused(phrase):
    with pytest.raises(BadRule, match=r"en/abuse/test.*needs a word"):
        made(phrases=[phrase])


def test_a_phrase_that_makes_no_sense_is_refused_with_the_name_of_its_rule():
    with pytest.raises(BadRule, match=r"en/abuse/test.*alternatives"):
        made(phrases=["(so?|very) late"])


def test_one_broken_rule_leaves_the_others_of_its_file_at_work(tmp_path):
    path = tmp_path / "abuse.toml"
    good = """[[rule]]
id = "%s"
kind = "insult"
phrases = ["%s"]
flags = ["x"]
passes = ["y"]
"""
    path.write_text(good % ("one", "idiots") + good % ("two", "(idiots") + good % ("three", "fools"))
    found = list(read(path, "en", tone=False))
    assert [one.id for one in found if isinstance(one, Rule)] == ["en/abuse/one", "en/abuse/three"]
    (fault,) = (str(one) for one in found if isinstance(one, BadRule))
    assert str(path) in fault
    assert "en/abuse/two" in fault


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_shipped_rule_is_broken(language):
    assert [str(one) for one in broken_in(language)] == []


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "It is not raining, idiots.", True),
        ("en", "I was not angry but you idiots are late.", True),
        ("en", "You are not idiots.", False),
        ("pl", "Nie jesteście głupi, debile.", True),
        ("pl", "Nie twierdzę, że jesteście debile.", False),
        ("fi", "En sano, että olette debile.", False),
    ],
)
def test_a_not_reaches_to_the_end_of_its_clause(language, text, found):
    rules = made(phrases=["(idiots|debile)"], unless=["negation"], language=language)
    assert bool(look(rules, text, language)) is found


@pytest.mark.parametrize(
    ("language", "phrase", "text"),
    [
        ("ca", "intel·ligent", "Molt intel.ligent"),
        ("ca", "intel·ligent", "Molt inteŀligent"),
        ("ca", "intel·ligent", "Molt INTEL•LIGENT"),
        ("vi", "đồ hoà ngu", "Đồ hòa ngu"),
        ("vi", "đồ hòa ngu", "Đồ hoà ngu"),
    ],
)
def test_spellings_of_one_word_are_the_same(language, phrase, text):
    (one,) = look(made(phrases=[phrase], language=language), text, language)
    assert text.endswith(one.quote)


@pytest.mark.parametrize(
    "given",
    [
        {"phrases": []},
        {"phrases": ["late"], "level": "loud"},
        {"phrases": ["late"], "colour": "red"},
        {"phrases": ["late"], "flags": []},
    ],
)
def test_a_rule_that_is_incomplete_or_unknown_is_refused(given):
    with pytest.raises(BadRule):
        made(**given)


PIECES = ["idiots ", "(", "<", "you are not ", "\u200b", '"', "a", "x\n", "é\u0301", "you, ", "Привет you ", "0 ", "' ", "l.", "ὕβρις idiots! "]  # fmt: skip


@pytest.mark.parametrize("piece", PIECES)
def test_the_time_grows_with_the_length_and_no_faster(piece):
    rules = made(
        phrases=["you _ are _ really _ idiots", "*diot*", "# idiots"],
        aimed="look",
        unless=["negation", "quotation", "reported"],
    )
    once, often = (_seconds(rules, piece * (size // len(piece)) + "idiots") for size in (100_000, 800_000))
    assert often < 8 * 4 * max(once, 0.02)


def _seconds(rules: Matcher, text: str) -> float:
    began = time.process_time()
    look(rules, text, "en")
    return time.process_time() - began
