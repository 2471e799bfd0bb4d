"""From rules to findings: places, guards, whom it is aimed at."""

import time
import unicodedata

import pytest

from amicable.wording import BadRule, Matcher, look, rule


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


def test_a_phrase_without_an_anchor_is_refused():
    with pytest.raises(BadRule, match="three letters"):
        made(phrases=["it is so"])


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


@pytest.mark.parametrize("piece", ["idiots ", "(", "<", "you are not ", "\u200b", '"', "a", "x\n", "é\u0301"])
def test_the_time_grows_with_the_length_and_no_faster(piece):
    rules = made(
        phrases=["you _ are _ really _ idiots"], aimed="look", unless=["negation", "quotation", "reported"]
    )
    once, often = (_seconds(rules, piece * (size // len(piece)) + "idiots") for size in (100_000, 800_000))
    assert often < 8 * 4 * max(once, 0.02)


def _seconds(rules: Matcher, text: str) -> float:
    began = time.process_time()
    look(rules, text, "en")
    return time.process_time() - began
