"""Deciding with four eyes, sealed for ever; contested, answered by somebody uninvolved, reinstated."""

import pytest
from django.db import Error, connection, transaction

from amicable.decision.ladder import all_remedies
from amicable.decision.path import NotYet
from amicable.web.cases import queries
from amicable.web.cases.actions import NotYours, hand_over, set_rules
from amicable.web.cases.decisions import actions
from amicable.web.cases.decisions.actions import Decided
from amicable.web.cases.decisions.sealing import put, said, verify
from amicable.web.cases.gates.actions import NotASecondPerson, answer, override, review_override
from amicable.web.cases.models import Annex, Case, DecisionRecord, Override
from amicable.web.cases.moving import OnlyTheLead, move
from amicable.web.cases.plans.actions import pass_over
from amicable.web.cases.readiness.gates import standing_of
from amicable.web.diary.models import Entry
from amicable.web.portfolio.models import Client
from amicable.web.rights import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_ledger")]
REASONS = "Invoices were paid 40 days late on average, and three plans did not change it."


@pytest.fixture
def case(people) -> Case:
    """A case that the manager leads, about a client of which nothing is recorded."""
    client = Client.objects.create(client_id="own:1", name="Vermell Foods")
    return Case.objects.create(client=client, led_by=people[Role.MANAGER], opened_by=people[Role.MANAGER])


@pytest.fixture
def ready(case, people) -> Case:
    """The same, with every question answered and every remedy passed over."""
    answer_all(case, people[Role.MANAGER])
    for name in all_remedies():
        pass_over(by=people[Role.MANAGER], case=case, remedy=name, reason="Tried in the years before.")
    return case


def answer_all(case, by, but=()):
    for one in standing_of(case):
        if one.gate.question and not one.gate.confidential and one.name not in but:
            answer(by=by, case=case, gate=one.name, answer="no")


def decided(**more) -> Decided:
    return Decided(course="part_with_notice", reasons=REASONS, language="en", interest="", **more)


def state(case) -> str:
    return Case.objects.get(pk=case.pk).state


def test_a_decision_where_nobody_asks_for_more_is_made_by_the_lead(ready, people):
    actions.decide(by=people[Role.MANAGER], case=ready, decided=decided())
    assert state(ready) == "decided"
    record = DecisionRecord.objects.get()
    says = said(record)
    assert (says["reasons"], says["decided_by"]["role"]) == (REASONS, "manager")
    assert {one["remedy"] for one in says["ladder"]} == set(all_remedies())
    assert Entry.objects.filter(act="case.decide").exists()


def test_nobody_but_the_lead_decides(ready, people):
    with pytest.raises(OnlyTheLead):
        actions.decide(by=people[Role.OWNER], case=ready, decided=decided())


def test_nothing_is_decided_while_a_gate_or_a_remedy_is_open(case, people):
    with pytest.raises(NotYet) as refused:
        actions.decide(by=people[Role.MANAGER], case=case, decided=decided())
    assert {one.kind for one in refused.value.lacking} == {"gate", "rung"}


def test_where_the_firm_asks_a_second_person_signs_and_never_the_same(ready, people):
    set_rules(by=people[Role.OWNER], second_signature=True, contest_days=14)
    actions.decide(by=people[Role.MANAGER], case=ready, decided=decided())
    assert state(ready) == "open"
    with pytest.raises(actions.NotASecondPerson):
        actions.sign(by=people[Role.MANAGER], case=ready)
    actions.sign(by=people[Role.OWNER], case=ready)
    assert state(ready) == "decided"


def test_a_second_person_may_decline_and_a_new_record_may_follow(ready, people):
    actions.decide(by=people[Role.MANAGER], case=ready, decided=decided(second_person=True))
    actions.decline(by=people[Role.OWNER], case=ready, reason="The last plan is too young.")
    assert state(ready) == "open"
    assert queries.pending(ready) is None
    actions.decide(by=people[Role.MANAGER], case=ready, decided=decided())
    assert state(ready) == "decided"


def test_reasons_that_would_hurt_are_refused(ready, people):
    harsh = Decided(
        course="part_with_notice", reasons="They are idiots and always lie.", language="en", interest=""
    )
    with pytest.raises(actions.Unkind):
        actions.decide(by=people[Role.MANAGER], case=ready, decided=harsh)
    assert not DecisionRecord.objects.exists()


def test_a_gate_is_passed_only_once_a_second_person_has_looked(case, people):
    answer_all(case, people[Role.MANAGER], but=("litigation",))
    answer(by=people[Role.MANAGER], case=case, gate="litigation", answer="yes", note="Threatened in March.")
    found = override(by=people[Role.OWNER], case=case, gate="litigation", reason="Our lawyer agreed.")
    assert standing("litigation", case) == "blocks"
    with pytest.raises(NotASecondPerson):
        review_override(by=people[Role.OWNER], override=found)
    review_override(by=people[Role.MANAGER], override=found)
    assert standing("litigation", case) == "overridden"
    answer(by=people[Role.MANAGER], case=case, gate="litigation", answer="yes", note="Now filed.")
    assert standing("litigation", case) == "blocks"


def standing(gate, case) -> str:
    return next(one.standing.state for one in standing_of(case) if one.name == gate)


def test_a_record_changed_by_one_byte_in_the_database_is_found(ready, people):
    actions.decide(by=people[Role.MANAGER], case=ready, decided=decided())
    assert verify().holds
    drop_triggers()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cases_decisionrecord SET content = replace(content, '40 days', '41 days')")
    found = verify()
    assert (found.holds, found.what, found.broken_at) == (False, "records", 1)


def test_an_annex_changed_by_one_byte_is_found(ready, people):
    actions.decide(by=people[Role.MANAGER], case=ready, decided=decided())
    drop_triggers()
    Annex.objects.update(content=Annex.objects.get().content + " ")
    assert not verify().holds


def test_a_record_cut_off_is_found_by_the_next_one(ready, people):
    for number in range(3):
        put(ready, "contest", by="a@example.com", content={"words": str(number)})
    drop_triggers()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM cases_annex")
        cursor.execute("DELETE FROM cases_decisionrecord WHERE number = 2")
    assert verify().broken_at in (1, 2)


def drop_triggers():
    """What only somebody with the keys to the database can do."""
    with connection.cursor() as cursor:
        for table in ("cases_decisionrecord", "cases_annex"):
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER {table}_no_update{on}")
            cursor.execute(f"DROP TRIGGER {table}_no_delete{on}")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE cases_decisionrecord SET content = 'else'",
        "UPDATE cases_decisionrecord SET content = '', \"by\" = 'else'",
        "UPDATE cases_decisionrecord SET seal = ''",
        "DELETE FROM cases_decisionrecord",
        "UPDATE cases_annex SET content = 'else'",
        "DELETE FROM cases_annex",
    ],
)
def test_the_database_itself_refuses_to_change_a_record(ready, statement):
    put(ready, "contest", by="a@example.com", content={"words": "No."})
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_words_of_an_erased_case_may_go_and_the_chain_still_holds(ready):
    put(ready, "contest", by="a@example.com", content={"words": "No."})
    put(ready, "answer", by="b@example.com", content={"words": "Yes."})
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cases_decisionrecord SET content = ''")
    assert not verify().holds  # words may go only with the case
    Case.objects.update(state="erased")
    assert verify().holds


@pytest.fixture
def told(ready, people) -> Case:
    """A case whose client was told."""
    actions.decide(by=people[Role.MANAGER], case=ready, decided=decided())
    move(by=people[Role.MANAGER], case=ready, action="plan_conversation", done={"conversation"})
    return move(by=people[Role.MANAGER], case=ready, action="tell", done={"outcome"})


def test_the_page_of_a_decision_opens_when_its_words_are_erased(told, signed_in):
    page = f"/cases/{told.pk}/decision/"
    assert "What was decided" in signed_in(Role.OWNER).get(page).text
    Case.objects.filter(pk=told.pk).update(state="erased")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cases_decisionrecord SET content = ''")
    assert "the seal stands" in signed_in(Role.OWNER).get(page).text


def test_an_objection_is_answered_by_somebody_uninvolved(told, people):
    actions.contest(by=people[Role.MANAGER], case=told, words="We paid everything by now.")
    assert state(told) == "contested"
    with pytest.raises(actions.NotUninvolved):
        actions.answer_contest(by=people[Role.MANAGER], case=told, grant=False, words="It stands.")
    actions.answer_contest(
        by=people[Role.OWNER], case=told, grant=False, words="It stands, because of March."
    )
    assert state(told) == "told"


def test_an_objection_that_is_right_brings_the_client_back(told, people):
    actions.contest(by=people[Role.MANAGER], case=told, words="It was your mistake.")
    actions.answer_contest(by=people[Role.OWNER], case=told, grant=True, words="You are right.")
    assert state(told) == "reinstated"


def test_a_client_is_taken_back_on_terms(told, people):
    actions.reinstate(by=people[Role.OWNER], case=told, reason="A new director.", terms="Direct debit.")
    assert said(DecisionRecord.objects.get(kind="reinstatement"))["terms"] == "Direct debit."


def test_the_firm_s_limit_is_passed_only_with_a_reason(ready, people):
    for number in range(2, 5):
        other = Client.objects.create(client_id=f"own:{number}", name=f"Other {number}")
        Case.objects.create(
            client=other, state="notice", led_by=people[Role.OWNER], opened_by=people[Role.OWNER]
        )
    with pytest.raises(actions.TooMany):
        actions.decide(by=people[Role.MANAGER], case=ready, decided=decided())
    actions.decide(
        by=people[Role.MANAGER], case=ready, decided=decided(beyond_limit="Two of them end this week.")
    )
    assert state(ready) == "decided"


def test_a_case_is_handed_over_by_its_lead_alone(ready, people):
    with pytest.raises(NotYours, match="can hand it over"):
        hand_over(by=people[Role.OWNER], case=ready, person=people[Role.OWNER])
    hand_over(by=people[Role.MANAGER], case=ready, person=people[Role.OWNER])
    assert Case.objects.get(pk=ready.pk).led_by == people[Role.OWNER]


def test_a_case_withdrawn_needs_a_reason_and_stays_readable(ready, people, signed_in):
    browser = signed_in(Role.MANAGER)
    assert browser.post(f"/cases/{ready.pk}/move/withdraw/", {"reason": " "}).status_code == 200
    browser.post(f"/cases/{ready.pk}/move/withdraw/", {"reason": "They pay again."})
    assert state(ready) == "withdrawn"
    assert "They pay again." in browser.get(f"/cases/{ready.pk}/").content.decode()
    assert not Override.objects.exists()


def test_a_decided_case_shows_the_options_as_they_stood_on_that_day(ready, people, signed_in):
    option = {
        "name": "do_nothing",
        "best": False,
        "margin": [-200_00, -100_00, 100_00],
        "hours_freed": None,
        "worth": None,
        "risks": ["Somebody may leave."],
        "outlook": None,
        "evidence": ["late_payment"],
        "true_if": "Pays only in June.",
    }
    actions.decide(by=people[Role.MANAGER], case=ready, decided=decided(options=(option,)))
    page = signed_in(Role.OWNER).get(f"/cases/{ready.pk}/decision/").content.decode()
    for words in ("What was considered", "Somebody may leave.", "Pays only in June.", "Pays late", "unknown"):
        assert words in page
