"""A letter that somebody wrote, against a policy pack."""

from amicable.disengagement.letter import build, prose
from amicable.disengagement.letter_check import checked
from amicable.duties import Reason, packs
from tests.unit.disengagement.partings import tiny, whole

OWN = """Dear Ms Kowalska,

Thank you for four years. We have decided to end our work for you. The last day is 31 December 2026.
Please collect your documents by 15 January 2027. On 28 February 2027 we delete our copies.
Another firm will be glad to help you.
"""


def names(elements):
    return {one.name for one in elements}


def test_what_is_there_and_what_is_missing():
    answer = checked(
        OWN, "en", tiny("thanks", "statement", "end_date", "records", "deletion", "fees", "access")
    )
    assert names(answer.missing) == {"fees", "access"}
    assert not answer.good


def test_a_letter_from_our_parts_has_every_part_of_its_pack():
    text = prose(build(whole(pack=packs()["accounting_uk"])))
    assert checked(text, "en", packs()["accounting_uk"]).missing == ()


def test_a_gap_in_a_draft_is_no_part():
    text = prose(build(whole(pack=tiny("access"), access=None), draft=True))
    assert names(checked(text, "en", tiny("access")).missing) == {"access"}


def test_what_hurts_is_marked():
    answer = checked(OWN + "You always forget the receipts.\n", "en", tiny("thanks"))
    assert "en/blame/you-always" in [mark.rule for mark in answer.marks]
    assert not answer.good


def test_a_forbidden_reason_is_not_missed():
    assert checked(OWN, "en", tiny("reason", "thanks", reason=Reason.FORBIDDEN)).missing == ()
