"""What the made-up firm has done before somebody looks: mandates, and cases in several states."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, timedelta

from django.utils import timezone

from amicable.decision.ladder import all_remedies
from amicable.decision.mandate import Terms
from amicable.decision.path import NotYet
from amicable.signs import Gravity, all_signs
from amicable.web.accounts.models import Person
from amicable.web.cases.actions import open_case
from amicable.web.cases.decisions.actions import Decided, decide
from amicable.web.cases.gates.actions import answer, override
from amicable.web.cases.models import Case
from amicable.web.cases.plans.actions import Agreed, agree, pass_over
from amicable.web.cases.readiness.gates import standing_of
from amicable.web.cases.readiness.rungs import counted, untried
from amicable.web.cases.readiness.weighing import course_of, written
from amicable.web.mandates.actions import Wanted, book, set_line
from amicable.web.portfolio.models import Client, Standing
from amicable.web.portfolio.queries import clients_seen_by, latest_review
from amicable.web.rendering import firm
from amicable.web.rights import Role

LOOKED_AT = 12
"""Clients of the list among which three are chosen."""
LINES = (
    ("goodwill_credit", 50_00, 400_00),
    ("waive_fee", 30_00, 200_00),
    ("refuse_request", None, None),
    ("end_call", None, None),
)
"""What an employee may do: act, and minor units for one client and for all in a month."""
REASONS = (
    "The strong signs have shown in each of the last four quarters, and what we tried did not change them."
)
TRIED = "Tried by telephone in the years before; it did not last."


def fill() -> None:
    """Write down what people of the made-up firm have done; once."""
    people = {Role(one.role): one for one in Person.objects.order_by("-pk")}
    review = latest_review()
    if review and review.named and len(people) == len(Role) and not Case.objects.exists():
        worst = [
            one
            for one in review.standings.select_related("client").order_by("rank")[:LOOKED_AT]
            if not _is_grave(one)
        ]
        _mandates(people, clients_seen_by(people[Role.EMPLOYEE]).first() or worst[-1].client)
        for one, story in zip(worst, (_waiting, _repairing, _opened), strict=False):
            story(open_case(by=people[Role.OWNER], client=one.client), people)


def _is_grave(one: Standing) -> bool:
    """Whether something grave counts, for which no remedy is tried."""
    known = all_signs()
    names = [str(sign["sign"]) for sign in one.signs]
    return any(name in known and known[name].gravity is Gravity.GRAVE for name in names)


def _mandates(people: Mapping[Role, Person], client: Client) -> None:
    now = timezone.now()
    for action, per_client, per_month in LINES:
        terms = Terms(action, firm().currency, per_client=per_client, per_month=per_month)
        set_line(by=people[Role.OWNER], role=Role.EMPLOYEE, terms=terms, above=people[Role.MANAGER], at=now)
    wanted = Wanted(client, "goodwill_credit", 35_00, "The appointment was cancelled by us on the same day.")
    book(by=people[Role.EMPLOYEE], wanted=wanted, at=now)


def _opened(case: Case, people: Mapping[Role, Person]) -> None:
    """Some questions are answered, others wait."""
    for one in [one for one in standing_of(case) if one.gate.question and not one.gate.confidential][::2]:
        answer(by=people[Role.OWNER], case=case, gate=one.name, answer="no")


def _repairing(case: Case, people: Mapping[Role, Person]) -> None:
    """A remedy was agreed on."""
    today: date = timezone.localdate()
    worst = counted(case)[0]
    agreed = Agreed(
        remedy="educate",
        agreement="We wrote down together how we work, and by when papers and answers are due.",
        agreed_on=today,
        person=people[Role.EMPLOYEE],
        sign=str(worst["sign"]),
        target=float(str(worst["rate"])) / 2,
        measure_on=today + timedelta(days=all_remedies()["educate"].measured_after_days),
    )
    agree(by=people[Role.OWNER], case=case, agreed=agreed)


def _waiting(case: Case, people: Mapping[Role, Person]) -> None:
    """A decision is recorded and waits for a second person."""
    owner = people[Role.OWNER]
    for one in standing_of(case):
        if one.gate.question and not one.gate.confidential:
            answer(by=owner, case=case, gate=one.name, answer="no")
    for one in standing_of(case):
        if "decide" in one.blocks and not one.gate.confidential:
            override(
                by=owner, case=case, gate=one.name, reason="Looked at in person, and it changes nothing."
            )
    for name in untried(case):
        pass_over(by=owner, case=case, remedy=name, reason=TRIED)
    found = course_of(case)
    said = Decided(
        "part_with_notice",
        REASONS,
        language="en",
        interest="",
        options=written(found, "en") if found else (),
        second_person=True,
    )
    with suppress(NotYet):  # where a gate asks for more, the case shows what is missing
        decide(by=owner, case=case, decided=said)
