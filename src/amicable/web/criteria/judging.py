"""How good past lists were: false alarms from the ledger, regret from the cases; worked out in the background."""

from collections import Counter
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from django.db.models import Min
from django.utils import timezone

from amicable.decision.criteria import Criteria
from amicable.decision.what_if import Alarms, backtest, quarter_ends
from amicable.decision.what_if.shares import wilson
from amicable.engines.duckdb import last_day, open_evidence
from amicable.i18n import N_
from amicable.web.cases.models import Case, Plan, Step
from amicable.web.criteria.models import Judgement
from amicable.web.jobs.actions import Moved
from amicable.web.portfolio.reviewing import NoFacts, criteria, ledger
from amicable.web.rendering import told

QUARTERS = 6
"""Lists that are made; those of the last two judge the ones before."""


def judge(moved: Moved, by: str) -> dict[str, object]:  # noqa: ARG001 (who asked stands with the job)
    """Judge the lists of the last quarters under the criteria in force, and keep what came out."""
    opened = ledger()
    if not any(opened.rows().values()):
        raise NoFacts(N_("There are no records yet. Import some first."))
    last = last_day(opened, timezone.localdate())
    days = list(quarter_ends(last, QUARTERS))

    def evidence(day: date) -> Any:  # noqa: ANN401 (the evidence of a day)
        moved(told(N_("Reviewing past quarters")), days.index(day) / len(days))
        # not kept: it would push out what the review that people look at is read from
        return replace(open_evidence(opened, as_of=day, today=last), quarterly=None)

    in_force: Criteria = criteria()
    found = backtest(evidence, in_force, days, helped())
    made = Judgement.objects.create(
        as_of=last,
        at=timezone.now(),
        criteria=in_force.version,
        found={"alarms": plain(found), "regret": regret()},
    )
    return {"judgement": made.pk}


def helped() -> dict[str, date]:
    """client_id -> the first day on which a remedy was agreed on with it."""
    rows = Plan.objects.exclude(outcome="called_off").values_list("case__client__client_id")
    return dict(rows.annotate(Min("agreed_on")).order_by())


def plain(found: Alarms) -> dict[str, Any]:
    """As it is kept, and told to programs."""
    low, high = found.interval
    told_of = {
        name: value for name, value in asdict(found).items() if isinstance(value, int)
    }  # the counts alone
    return told_of | {
        "judged": found.judged,
        "rate": found.rate,
        "low": low,
        "high": high,
        "enough": found.enough,
        "by_day": [
            {"day": day.isoformat(), "judged": judged, "recovered": recovered}
            for day, judged, recovered in found.by_day
        ],
    }


def regret() -> dict[str, Any]:
    """Of the clients that were told, how many the firm took back later; and what one says who looks back."""
    told_of = set(Step.objects.filter(action="tell").values_list("case", flat=True))
    back = Case.objects.filter(pk__in=told_of, state="reinstated").count()
    low, high = wilson(back, len(told_of))
    return {"endings": len(told_of), "reinstated": back, "low": low, "high": high, "again": _again()}


def _again() -> dict[str, int]:
    """Answer -> endings of which one said so last, looking back: whether one would do it again."""
    looks = Case.objects.exclude(closing=None).values_list("closing__regret", flat=True)
    return dict(Counter(said[max(said, key=int)]["again"] for said in looks if said))
