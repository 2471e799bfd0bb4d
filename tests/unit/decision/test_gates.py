"""Gates: when each is there, what it holds up, who may pass it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amicable import duties
from amicable.decision import gates
from amicable.decision.circumstances import Agreed, Circumstances
from amicable.decision.gates import Answer, Override, OverrideRefused, all_gates, allow, holding, standing
from amicable.decision.path import BLOCKS

TODAY = date(2026, 6, 1)
ROLES = ("owner", "manager", "coordinator", "employee", "auditor")
QUIET = Circumstances(
    as_of=TODAY,
    kind="business",
    open_amount=0,
    unbilled_hours=0.0,
    agreed=(),
    revenue_share=0.01,
    contacts=3,
    answers=dict.fromkeys(all_gates(), False),
)
"""A client of whom nothing holds an ending up."""


def told(gate, **changes):
    return all_gates()[gate].applies(replace(QUIET, **changes))


def days(count):
    return TODAY + timedelta(days=count)


def passing(gate, **changes):
    usual = {
        "gate": gate,
        "by": "ana",
        "role": (all_gates()[gate].override or ("owner",))[0],
        "reason": "Settled with the insurer on 3 May.",
        "on": TODAY - timedelta(days=365),
        "second": "eva",
    }
    return Override(**(usual | changes))


def test_nothing_holds_up_the_ending_of_a_quiet_client():
    assert all(one.state == "clear" for one in standing(QUIET, confidential=True))


@pytest.mark.parametrize("name", all_gates())
def test_each_gate_holds_up_a_known_step_and_says_so_in_words(name):
    one = all_gates()[name]
    assert one.name == name
    assert one.blocks
    assert one.blocks <= set(BLOCKS)
    assert set(one.override) <= set(ROLES)
    assert one.explanation.endswith(".")
    assert not one.override or one.reasons.endswith(".")


@pytest.mark.parametrize("name", all_gates())
def test_a_person_who_says_yes_closes_the_gate(name):
    pack = frozenset({name})
    unknown = Circumstances(as_of=TODAY, pack_gates=pack, answers={name: True})
    assert all_gates()[name].applies(unknown) is Answer.YES


@pytest.mark.parametrize("name", sorted(set(all_gates())))
def test_where_the_ledger_is_silent_and_nobody_has_answered_the_gate_asks(name):
    unknown = Circumstances(as_of=TODAY, pack_gates=frozenset({name}))
    assert all_gates()[name].applies(unknown) is Answer.ASK
    assert all_gates()[name].question


@pytest.mark.parametrize(
    ("gate", "changes", "answer"),
    [
        ("unpaid_balance", {"open_amount": 1}, Answer.YES),
        ("work_in_progress", {"unbilled_hours": 0.5}, Answer.YES),
        ("work_in_progress", {"agreed": (Agreed("Audit", fee_period="once"),)}, Answer.YES),
        ("work_in_progress", {"agreed": (Agreed("Books", fee_period="month"),)}, Answer.NO),
        ("fixed_term", {"agreed": (Agreed("Books", renewal_on=days(90)),)}, Answer.YES),
        ("fixed_term", {"agreed": (Agreed("Books", renewal_on=days(91)),)}, Answer.NO),
        ("statutory_deadline", {"answers": {"statutory_deadline": days(45)}}, Answer.YES),
        ("statutory_deadline", {"answers": {"statutory_deadline": days(46)}}, Answer.NO),
        ("statutory_deadline", {"answers": {"statutory_deadline": days(-1)}}, Answer.NO),
        ("retaliation", {"complained_on": days(-90)}, Answer.YES),
        ("retaliation", {"complained_on": days(-91)}, Answer.NO),
        ("retaliation", {"complained_on": days(-300), "answers": {"retaliation": days(-5)}}, Answer.YES),
        ("revenue_concentration", {"revenue_share": 0.1}, Answer.YES),
        ("revenue_concentration", {"revenue_share": 0.099}, Answer.NO),
        ("one_contact_only", {"situations": 5, "loudest_share": 0.8}, Answer.YES),
        ("one_contact_only", {"situations": 4, "loudest_share": 1.0}, Answer.NO),
        ("one_contact_only", {"situations": 9, "loudest_share": 1.0, "contacts": 1}, Answer.NO),
        ("minor_or_guardianship", {"answers": {"minor_or_guardianship": True}}, Answer.NO),
        ("minor_or_guardianship", {"kind": "consumer", "answers": {}}, Answer.ASK),
        ("regulated_profession", {"answers": {"regulated_profession": True}}, Answer.NO),
        ("confidential_suspicion", {"answers": {}}, Answer.NO),
    ],
)
def test_evidence_answers_where_it_can(gate, changes, answer):
    assert told(gate, **changes) is answer


def test_an_unanswered_question_holds_up_as_much_as_a_yes():
    asked = replace(QUIET, answers={name: False for name in all_gates() if name != "litigation"})
    found = holding(standing(asked), "tell")
    assert [one.gate.name for one in found] == ["litigation"]
    assert found[0].state == "ask"


def test_a_reason_of_the_right_person_opens_it():
    closed = replace(QUIET, open_amount=5000)
    assert holding(standing(closed), "tell")
    assert not holding(standing(closed, [passing("unpaid_balance")]), "tell")


@pytest.mark.parametrize(
    ("gate", "changes"),
    [
        ("unpaid_balance", {"reason": "  "}),
        ("unpaid_balance", {"role": "employee"}),
        ("litigation", {"second": ""}),
        ("litigation", {"second": "ana"}),
        ("protected_attribute", {"role": "owner"}),
    ],
)
def test_an_override_that_lacks_something_is_refused_and_opens_nothing(gate, changes):
    given = passing(gate, **changes)
    with pytest.raises(OverrideRefused):
        allow(all_gates()[gate], given)
    closed = replace(QUIET, open_amount=1, answers={**QUIET.answers, gate: True})
    one = next(one for one in standing(closed, [given], confidential=True) if one.gate.name == gate)
    assert one.state == "blocks"
    assert one.refused


def test_after_a_complaint_the_override_counts_only_when_the_cooling_is_over():
    closed = replace(QUIET, complained_on=days(-10))
    fresh, old = passing("retaliation", on=days(-29)), passing("retaliation", on=days(-30))
    assert holding(standing(closed, [fresh]), "tell")[0].state == "cooling"
    assert holding(standing(closed, [fresh]), "tell")[0].until == days(1)
    assert not holding(standing(closed, [old]), "tell")


def test_of_several_overrides_the_last_counts():
    closed = replace(QUIET, open_amount=1)
    early, late = passing("unpaid_balance", on=days(-9)), passing("unpaid_balance", on=days(-2), reason="")
    assert holding(standing(closed, [late, early]), "tell")


def test_a_confidential_gate_is_seen_by_named_people_only():
    closed = replace(QUIET, answers={**QUIET.answers, "confidential_suspicion": True})
    assert "confidential_suspicion" not in {one.gate.name for one in standing(closed)}
    seen = next(one for one in standing(closed, confidential=True) if one.gate.confidential)
    assert seen.holds("tell")
    assert seen.said == gates.SECOND_LOOK


def test_what_is_said_of_a_confidential_gate_does_not_hint_at_it():
    assert not {"suspicion", "money laundering", "report", "authorities"} & set(
        gates.SECOND_LOOK.lower().split()
    )


@pytest.mark.parametrize("name", duties.packs())
def test_every_gate_that_a_pack_names_exists_and_is_marked_mandatory(name):
    pack = duties.packs()[name]
    named = {one.name for one in pack.gates}
    assert named <= set(all_gates())
    found = standing(replace(QUIET, pack_gates=frozenset(named)), confidential=True)
    assert {one.gate.name for one in found if one.mandatory} == named


ANSWERS = st.one_of(st.none(), st.booleans(), st.dates(date(2025, 1, 1), date(2027, 1, 1)))


@given(
    answers=st.fixed_dictionaries(dict.fromkeys(all_gates(), ANSWERS)),
    reasons=st.dictionaries(st.sampled_from(sorted(all_gates())), st.sampled_from(["", " ", "Agreed."])),
    role=st.sampled_from(ROLES),
    open_amount=st.one_of(st.none(), st.integers(0, 100)),
)
def test_no_closed_gate_is_passed_without_a_recorded_reason(answers, reasons, role, open_amount):
    one = replace(QUIET, answers=answers, open_amount=open_amount, pack_gates=frozenset(all_gates()))
    overrides = [passing(name, reason=reason, role=role) for name, reason in reasons.items()]
    for found in standing(one, overrides, confidential=True):
        free = not any(found.holds(step) for step in BLOCKS)
        if free and found.answer is not Answer.NO:
            assert found.override.reason.strip()
            assert found.override.role in found.gate.override
    assert standing(one, overrides) == standing(one, overrides)
