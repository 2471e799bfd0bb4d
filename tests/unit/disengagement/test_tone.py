"""The tone check."""

from amicable.disengagement.tone import Case, check, fixed

GOOD = """Dear Ms Kowalska,

Thank you for four years of working together.
Our engagement ends on 31 December 2026. By then we will hand your files to you.
Other firms are ready to help you; three of them are listed below.
"""


def tones(text: str, **given: object) -> list[str]:
    return [mark.tone for mark in check(text, "en", **given)]


def test_a_kind_short_and_true_letter_has_no_mark():
    assert check(GOOD, "en") == []


def test_blame_is_marked_where_it_stands():
    text = GOOD + "You always forget the receipts.\n"
    (mark,) = (mark for mark in check(text, "en") if mark.tone == "blame")
    assert text[mark.start : mark.end] == mark.quote == "You always forget"


def test_a_letter_says_thanks_when_what_next_and_who_else():
    missing = {mark.rule for mark in check("Dear Ms Kowalska,\n", "en")}
    assert missing == {
        "missing/thanks",
        "missing/ending",
        "missing/date",
        "missing/next_steps",
        "missing/alternatives",
    }
    assert check("Dear Ms Kowalska,\n", "en", kind="note") == []


def test_words_that_clients_may_not_write_to_us_we_do_not_write_to_them():
    assert "insult" in tones(GOOD + "You are idiots.")


def test_dates_amounts_and_names_must_be_those_of_the_case():
    case = Case(names=("Kowalska",), dates=("2026-12-31",), amounts=("1250.00",))
    assert check(GOOD + "We refund 1,250.00 EUR.\n", "en", case=case) == []
    assert tones(GOOD.replace("31 December", "30 November") + "We refund 1,350.00 EUR.\n", case=case) == [
        "fact",
        "fact",
    ]
    assert tones(GOOD.replace("Kowalska", "Kowalsky"), case=case) == ["fact"]


def test_a_waiver_covers_one_tone_from_its_place_on():
    text = (
        GOOD
        + "You always forget. <!-- tone: off blame --> You never pay. <!-- tone: on blame --> You never come.\n"
    )
    assert [mark.quote for mark in check(text, "en") if mark.tone == "blame"] == [
        "You always forget",
        "You never come",
    ]


def test_too_many_reasons_and_too_many_words_are_told():
    assert "justify" in tones(GOOD + "Because of A. Because of B. Because of C.\n")
    assert "long" in tones(GOOD + "word " * 500)


def test_what_a_machine_may_mend_is_mended_and_the_rest_left():
    marks = [mark for mark in check(GOOD, "en") if mark.fix is not None]
    assert fixed(GOOD, marks) == GOOD
