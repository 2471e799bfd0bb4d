"""Agreeing on remedies, calling them off, passing one over, and measuring what became of them."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from amicable.decision.ladder import Outcome, Seen, measured
from amicable.decision.review import Review
from amicable.i18n import N_
from amicable.refusal import Refusal
from amicable.signs import Sign
from amicable.web.accounts.models import Person
from amicable.web.cases.models import Case, PassedOver, Plan
from amicable.web.cases.moving import about, move
from amicable.web.cases.readiness.rungs import counted
from amicable.web.diary.actions import NOBODY, write

AGAIN = timedelta(days=30)
"""After which a plan that could not be judged yet is measured again."""
YEAR = timedelta(days=365)
"""How far back the rate before the agreement is looked at."""
NAMES = {
    Outcome.IMPROVED: "improved",
    Outcome.NOT_IMPROVED: "not_improved",
    Outcome.TOO_EARLY: "too_early",
}


class NotRunning(Refusal):
    """The plan's outcome is known already."""


class TooLateForRepair(Refusal):
    """What was decided is no longer repaired."""


@dataclass(frozen=True)
class Agreed:
    """What was agreed on with the client."""

    remedy: str
    agreement: str
    agreed_on: date
    person: Person
    sign: str
    target: float
    measure_on: date


@transaction.atomic
def agree(*, by: Person, case: Case, agreed: Agreed) -> Plan:
    """Write down a remedy that was agreed on; with the first one the repair begins."""
    _refuse_decided(case)
    rates = {str(one["sign"]): one["rate"] for one in counted(case)}
    made = Plan.objects.create(
        case=case,
        remedy=agreed.remedy,
        agreement=agreed.agreement.strip(),
        agreed_on=agreed.agreed_on,
        person=agreed.person,
        sign=agreed.sign,
        baseline=rates.get(agreed.sign),
        target=agreed.target,
        measure_on=agreed.measure_on,
        made_by=by.email,
    )
    write("case.planned", by=by.email, about=about(case), name=case.client.name)
    if case.state == "open":
        move(by=by, case=case, action="repair")
    return made


@transaction.atomic
def call_off(*, by: Person, plan: Plan, reason: str) -> Plan:
    """End a plan whose outcome will never be known; it does not count as tried."""
    if not plan.is_running:
        raise NotRunning(N_("The outcome of this plan is known already, and it stays as it was measured."))
    plan.outcome, plan.reason = "called_off", reason.strip()
    plan.save(update_fields=["outcome", "reason"])
    write("case.plan_called_off", by=by.email, about=about(plan.case), name=plan.case.client.name)
    return plan


@transaction.atomic
def pass_over(*, by: Person, case: Case, remedy: str, reason: str) -> PassedOver:
    """Say why a remedy is not tried."""
    _refuse_decided(case)
    made, _ = PassedOver.objects.update_or_create(
        case=case, remedy=remedy, defaults={"reason": reason.strip(), "by": by.email}
    )
    write("case.passed_over", by=by.email, about=about(case), name=case.client.name)
    return made


def _refuse_decided(case: Case) -> None:
    if case.state not in ("open", "repairing"):
        raise TooLateForRepair(
            N_(
                "The case is past its ladder. To try something else, withdraw it or reinstate the client first."
            )
        )


@transaction.atomic
def measure(plan: Plan, review: Review) -> Plan:
    """Say what became of a plan: improved, not improved, or too early to say, and then it is measured again."""
    sign = next((one for one in review.facts.signs if one.name == plan.sign), None)
    plan.measured_on = review.as_of
    outcome = Outcome.TOO_EARLY
    if sign:
        year = plan.agreed_on - YEAR
        before = _seen(sign, plan, review, year, plan.agreed_on)
        after = _seen(sign, plan, review, plan.agreed_on, review.as_of)
        plan.found, plan.occasions = after.rate, after.exposure
        outcome = measured(before, after, model=sign.model, target=plan.target).outcome
    plan.outcome = NAMES[outcome]
    if outcome is Outcome.TOO_EARLY:
        plan.measure_on = max(plan.measure_on, review.as_of) + AGAIN
    plan.save()
    write("case.measured", by=NOBODY, about=about(plan.case), name=plan.case.client.name)
    return plan


def _seen(sign: Sign, plan: Plan, review: Review, after: date, until: date) -> Seen:
    """How often the sign showed on the client after one day and until another."""
    rows = sign.occasions(review.facts.evidence).rows(review.as_of)
    client = plan.case.client.client_id
    own = rows.filter(rows.client_id == client, rows.happened_on > after, rows.happened_on <= until)
    sums = own.aggregate(events=own.amount.sum(), exposure=own.out_of.sum(), count=own.count()).to_pyarrow()
    events, exposure, count = (sums[name][0].as_py() or 0 for name in ("events", "exposure", "count"))
    return Seen(float(events), float(exposure), int(count))
