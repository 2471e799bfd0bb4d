"""The whole kit of one ending, under every policy pack and in every language."""

from datetime import UTC, datetime

import pytest

from amicable.disengagement.advisor import Outset, advise
from amicable.disengagement.drafting.from_dossier import Drafted
from amicable.disengagement.drafting.given import Call
from amicable.disengagement.drafting.kit import kit
from amicable.duties import packs
from amicable.i18n import LANGUAGES
from tests.unit.disengagement.test_letter import short

CALL = Call(datetime(2026, 10, 5, 10, tzinfo=UTC), "Room 2", 20, "video")
LETTER = {"letter.pdf", "letter.docx", "letter.eml", "letter.txt"}
SCRIPT = {"script.md", "script.pdf", "advice.md"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("pack", sorted(packs()))
def test_for_every_pack_and_language_the_kit_is_whole_and_sounds_right(pack, language):
    drafted = Drafted(short(packs()[pack], language), advise(Outset(alternatives=2)), call=True)
    made = kit(drafted, reader=language, call=CALL, final=True)
    assert set(made.files) >= LETTER | SCRIPT | {"objections.md", "invitation.ics"}
    assert all(made.files.values())
    assert made.missing == ()
    assert [(file, mark.rule, mark.quote) for file, mark in made.marks] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_nobody_calls_there_is_a_letter_and_no_invitation(language):
    parting = short(packs()["general_b2b"], language, told_on=None)
    made = kit(Drafted(parting, advise(Outset(unsafe=True)), call=False), reader=language, call=CALL, final=True)  # fmt: skip
    assert set(made.files) >= LETTER | SCRIPT
    assert not set(made.files) & {"objections.md", "invitation.ics"}
    assert [(file, mark.rule, mark.quote) for file, mark in made.marks] == []
