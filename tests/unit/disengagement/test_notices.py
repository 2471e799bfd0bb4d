"""The warning before a decision, and the letter that takes a decision back."""

from dataclasses import replace
from datetime import date

import pytest

from amicable.disengagement.letter import prose
from amicable.disengagement.notices import Reinstated, Warned, reinstatement, warning
from amicable.disengagement.rendering.docx import letter_as_docx
from amicable.disengagement.rendering.pdf import letter_as_pdf
from amicable.disengagement.texts import languages
from amicable.disengagement.tone import check
from amicable.i18n import LANGUAGES
from tests.unit.disengagement.partings import TOLD, whole

WARNED = Warned(
    to=whole().addressees[0],
    firm=whole().firm,
    language="en",
    as_of=TOLD,
    facts=("Invoice 1042, due on 3 May 2026, was paid 47 days after that day.",),
    since=date(2026, 1, 1),
    target="Invoices are paid within 14 days.",
    until=date(2027, 1, 31),
    contact="office@puiglee.example",
    ours="Our invoices come on the first day of each month.",
    since_on=date(2019, 3, 1),
)
BACK = Reinstated(
    to=whole().addressees[0],
    firm=whole().firm,
    language="en",
    as_of=date(2026, 11, 20),
    told_on=TOLD,
    from_on=date(2026, 11, 23),
    contact="office@puiglee.example",
    terms="Invoices are paid by direct debit.",
    restored_by=date(2026, 11, 25),
    fault="Two payments were in our books under another name.",
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("made", "about", "file"), [(warning, WARNED, "warning"), (reinstatement, BACK, "reinstatement")])  # fmt: skip
def test_both_letters_sound_right(made, about, file, language):
    if not {file, "letter"} <= {one for one in (file, "letter") if language in languages(one)}:
        pytest.skip("not written yet")
    told = {"facts": ()} if file == "warning" else {"terms": "", "fault": ""}
    target = {"target": "1.", "ours": ""} if file == "warning" else {}
    text = prose(made(replace(about, language=language, **told, **target)))
    assert [(mark.rule, mark.quote) for mark in check(text, language, kind="note")] == []


def test_a_warning_names_facts_target_and_day_and_our_part_first():
    text = prose(warning(WARNED))
    for piece in ("paid 47 days after", "Invoices are paid within 14 days.", "January 31, 2027", "with notice and in good order"):  # fmt: skip
        assert piece in text
    assert text.index("Our part:") < text.index("Your part:")


def test_a_reinstatement_says_from_when_and_what_is_new():
    text = prose(reinstatement(BACK))
    for piece in ("no longer stands", "November 23, 2026", "direct debit", "For this we are sorry."):
        assert piece in text


def test_nothing_is_said_of_what_did_not_happen():
    text = prose(reinstatement(replace(BACK, restored_by=None, fault="", terms="", contested=False)))
    for piece in ("given back", "sorry", "One thing is new", "You wrote to us"):
        assert piece not in text


@pytest.mark.parametrize("made", [warning(WARNED), reinstatement(BACK)])
def test_both_go_out_as_pdf_and_docx(made):
    assert letter_as_pdf(made).startswith(b"%PDF")
    assert letter_as_docx(made).startswith(b"PK")
