"""What only people know, out of parting.toml: read strictly, and every question in the shipped file is understood."""

import re
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from amicable.disengagement.advisor import Outset
from amicable.disengagement.drafting.given import QUESTIONS, Call, FaultyFacts, Given, read
from amicable.disengagement.parting import Alternative, Sender
from amicable.disengagement.settlement import Part, work_done
from tests.unit.disengagement.partings import euros


@pytest.fixture
def given(tmp_path):
    def given(text):
        (tmp_path / "parting.toml").write_text(text, encoding="utf-8")
        return read(tmp_path / "parting.toml", currency="EUR")

    return given


def test_nothing_filled_in_changes_nothing(given):
    assert given(QUESTIONS.read_text(encoding="utf-8")).changes == Given().changes


def test_every_question_can_be_answered_where_it_stands(given):
    answered = re.sub(r"^# (?=\[|\w+ = )", "", QUESTIONS.read_text(encoding="utf-8"), flags=re.MULTILINE)
    answered = re.sub(r"^(work|deadlines|access|logo) = .*$", "", answered, flags=re.MULTILINE)
    found = given(answered)
    assert found.outset == Outset(satisfied=True)
    assert found.call == Call(datetime(2026, 10, 5, 8, tzinfo=UTC), "...")
    assert [item.lines[0].what for item in found.items] == ["done_hours", "prepaid", "open_invoice", "unbilled", "goodwill", "deposit"]  # fmt: skip
    assert found.changes["reason"] is None
    assert {"firm", "work", "deadlines", "access", "contest", "support"} <= set(found.changes)


def test_amounts_keep_their_cents(given):
    found = given('held = "250.10"\n[[account.work_done]]\nname = "A"\nprice = "10"\npaid = "0.07"\ntax = 25.5\nparts = [{name = "B", done = 0.5, planned = 2, unit = "hours"}]')  # fmt: skip
    assert found.plain.held == euros(250.10)
    part = Part("B", Decimal("0.5"), Decimal(2), "hours")
    assert found.items == (work_done("A", euros(10), [part], paid=euros(0.07), tax=Decimal("25.5")),)


def test_named_alternatives_and_firm(given):
    found = given('[firm]\nname = "Puig"\n[[alternatives]]\nname = "Stone"\ngood_for = "shops"')
    assert found.changes["alternatives"] == (Alternative("Stone", "shops"),)
    assert found.changes["firm"] == Sender("Puig")


def test_the_logo_lies_beside_the_file(given, tmp_path):
    (tmp_path / "logo.png").write_bytes(b"picture")
    assert given('logo = "logo.png"').changes["firm"].logo == b"picture"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("jobs = []", "nobody knows"),
        ("[[work]]\nstate = 'will'", "lacks “name”"),
        ("[[account.unbilled]]\nname = 'A'", "lacks “net”"),
        ("[[account.gift]]\nname = 'A'", "nobody knows"),
        ('held = "12.345"', "more decimals"),
        ('held = "a lot"', "no number"),
        ('held = "NaN"', "no number"),
        ("settled_by = 'soon'", "will not do"),
        ("consumer = 1", "will not do"),
        ("channel = 'pigeon'", "“pigeon” will not do for channel"),
        ("[client]\nwishes = 'angry'", "will not do for client.wishes"),
        ("[[work]]\nname = 'A'\nstate = 'soon'", "will not do for work.state"),
        ("[call]\nstarts_at = 2026-10-05T10:00:00Z\nway = 'letter'", "will not do for call.way"),
        ("originals = 'keys'", "must be a list"),
        ("firm = 1", "must be a table"),
        ('logo = "none.png"', "cannot be read"),
        ("[[", "cannot be read"),
    ],
)
def test_what_cannot_be_understood_is_refused_and_says_where(given, text, what):
    with pytest.raises(FaultyFacts, match=what):
        given(text)
