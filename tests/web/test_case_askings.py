"""Whoever has to answer in a case gets a letter with a link: the second person, the reviewer, the uninvolved."""

import pytest

from amicable.decision.ladder import all_remedies
from amicable.web.cases.actions import set_rules
from amicable.web.cases.decisions import actions
from amicable.web.cases.decisions.actions import Decided
from amicable.web.cases.gates.actions import answer, override, review_override
from amicable.web.cases.models import Case
from amicable.web.cases.plans.actions import pass_over
from amicable.web.cases.readiness.gates import standing_of
from amicable.web.closing.models import Letter
from amicable.web.portfolio.models import Client, Track
from amicable.web.rights import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_ledger")]
DECIDED = Decided(
    course="part_with_notice",
    reasons="Invoices were paid 40 days late on average.",
    language="en",
    interest="",
)


@pytest.fixture
def case(people) -> Case:
    """A case with every question answered and every remedy passed over."""
    client = Client.objects.create(client_id="own:1", name="Vermell Foods")
    made = Case.objects.create(client=client, led_by=people[Role.MANAGER], opened_by=people[Role.MANAGER])
    for one in standing_of(made):
        if one.gate.question and not one.gate.confidential:
            answer(by=people[Role.MANAGER], case=made, gate=one.name, answer="no")
    for name in all_remedies():
        pass_over(by=people[Role.MANAGER], case=made, remedy=name, reason="Tried in the years before.")
    return made


def test_a_decision_that_waits_writes_to_the_second_person_in_their_language(case, people):
    owner = people[Role.OWNER]
    owner.language = "pl"
    owner.save()
    set_rules(by=owner, second_signature=True, contest_days=14)
    actions.decide(by=people[Role.MANAGER], case=case, decided=DECIDED)
    letter = Letter.objects.get()
    assert letter.to == owner.email
    assert f"/cases/{case.pk}/decision/" in letter.text
    assert "Vermell Foods" in letter.text
    assert DECIDED.reasons not in letter.text


def test_a_decision_that_waits_for_nobody_writes_to_nobody(case, people):
    actions.decide(by=people[Role.MANAGER], case=case, decided=DECIDED)
    assert not Letter.objects.exists()


def test_a_gate_let_pass_writes_to_the_second_person_once(case, people):
    answer(by=people[Role.MANAGER], case=case, gate="litigation", answer="yes")
    passing = override(by=people[Role.OWNER], case=case, gate="litigation", reason="Settled on 3 May.")
    letter = Letter.objects.get()
    assert letter.to == people[Role.MANAGER].email
    assert f"/cases/{case.pk}/gates/" in letter.text
    review_override(by=people[Role.MANAGER], override=passing)
    assert Letter.objects.count() == 1


def test_an_objection_writes_to_those_who_had_no_part_and_names_the_day(case, people):
    actions.decide(by=people[Role.MANAGER], case=case, decided=DECIDED)
    Case.objects.filter(pk=case.pk).update(state="told")
    actions.contest(by=people[Role.MANAGER], case=case, words="You never told us.")
    letter = Letter.objects.get()
    assert letter.to == people[Role.OWNER].email
    assert "You never told us" not in letter.text


def test_what_is_confidential_is_asked_by_no_letter(case, people):
    track = Track.objects.create(client=case.client, opened_by=people[Role.MANAGER])
    track.people.add(people[Role.MANAGER])
    answer(by=people[Role.MANAGER], case=case, gate="confidential_suspicion", answer="yes", track=track)
    assert not Letter.objects.exists()
