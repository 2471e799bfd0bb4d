"""How good the forecasts were: the backtest as a job that is kept, and what it means in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import count
from typing import Any

from markupsafe import Markup

from amicable.decision.outlook import backtest
from amicable.engines.duckdb import last_day, open_evidence
from amicable.evidence import Evidence
from amicable.i18n import N_
from amicable.report import outlooks
from amicable.signs import all_signs
from amicable.web.jobs.actions import Moved
from amicable.web.jobs.models import OVER, Job, State
from amicable.web.portfolio.outlook import drawing
from amicable.web.portfolio.reviewing import criteria, ledger
from amicable.web.rendering import figures, told

MOST_YEARS = 3
RULES = {
    "base_rate": N_("how often it went away among all"),
    "own_rate": N_("how often it went away with the client"),
    "same_as_now": N_("that all stays as it is"),
}
"""The trivial baselines, as what a reader would say: "better than assuming ..."."""
WELL = 0.05
"""Mean distance of told and come up to which numbers may be taken at their word."""


@dataclass(frozen=True)
class Compared:
    """One forecaster beside the others: Brier score and log loss."""

    title: str
    brier: str
    log_loss: str
    shown: bool


@dataclass(frozen=True)
class Bin:
    """One point of the diagram as a row: what was told, what came, how often."""

    told: str
    came: str
    count: str


@dataclass(frozen=True)
class Tested:
    """One sign, one horizon."""

    name: str
    title: str
    ahead: str
    verdict: str
    meaning: str
    holds: bool
    compared: tuple[Compared, ...]
    diagram: Markup
    bins: tuple[Bin, ...]


def test_forecasts(moved: Moved, by: str, *, years: int) -> dict[str, object]:  # noqa: ARG001 (what long work is called with)
    """Forecast the last `years` month by month from what was known then, and compare with what came."""
    opened = ledger()
    last = last_day(opened, date.today())  # noqa: DTZ011 (only where no fact has a day)
    first = last.replace(year=last.year - years, day=min(last.day, 28))
    at, months = count(), 12 * years + 1
    look = partial(open_evidence, opened, today=last)

    def as_of(day: date) -> Evidence:
        moved(told(N_("Forecasting from what was known on {day}"), day=figures().day(day)), next(at) / months)
        return look(as_of=day)

    return outlooks.backtest(backtest(as_of, criteria(), first, last))


WORK = f"{test_forecasts.__module__}.{test_forecasts.__name__}"


def under_way() -> Job | None:
    """The backtest that is being made, or the last one where it was refused."""
    found = Job.objects.filter(function=WORK).first()
    return found if found and (found.state not in OVER or found.state != State.DONE) else None


def latest() -> Job | None:
    """The last backtest that was made."""
    found: Job | None = Job.objects.filter(function=WORK, state=State.DONE).first()
    return found


def period(made: Job) -> tuple[date, date]:
    """First and last day of a backtest."""
    return date.fromisoformat(made.outcome["from"]), date.fromisoformat(made.outcome["to"])


def tested(outcome: Mapping[str, Any]) -> tuple[list[Tested], list[str]]:
    """What a backtest says: signs with enough forecasts in words and pictures, and the names of the others."""
    known = [one for one in outcome["signs"] if one["sign"] in all_signs()]
    enough = [_tested(one) for one in known if one["enough"]]
    few = dict.fromkeys(told(all_signs()[one["sign"]].title) for one in known if not one["enough"])
    return enough, list(few)


def summary(found: list[Tested]) -> str:
    """How many of the comparisons hold, in one sentence."""
    held = sum(one.holds for one in found)
    f = figures()
    if not found:
        return told(N_("No forecast could be judged yet: there are too few outcomes in the records."))
    return told(N_("In {held} of {all} comparisons the forecasts were no worse than the best simple rule."), held=f.number(held), all=f.number(len(found)))  # fmt: skip


def _tested(one: Mapping[str, Any]) -> Tested:
    title, f = told(all_signs()[one["sign"]].title), figures()
    words = N_("The forecasts were no worse than assuming {rule}.") if one["holds"] else N_("Assuming {rule} would have been nearer to what came.")  # fmt: skip
    ahead = {3: N_("three months ahead"), 6: N_("six months ahead")}[one["months"]]
    label = told(N_("What was told about “{sign}” against what came"), sign=title)
    return Tested(
        name=f"{one['sign']}-{one['months']}",
        title=title,
        ahead=told(ahead),
        verdict=told(words, rule=told(RULES[one["best_baseline"]])),
        meaning=_meaning(one),
        holds=one["holds"],
        compared=tuple(_compared(one, name) for name in ("shown", *RULES)),
        diagram=drawing.reliability(one["reliability"], label, f),
        bins=tuple(_bin(point) for point in one["reliability"]),
    )


def _meaning(one: Mapping[str, Any]) -> str:
    f, off = figures(), one["calibration_error"]
    words = (
        N_("Of {forecasts} forecasts on {clients} clients, {gone} came true. What was told lay {off} from what came, on average: the numbers may be taken at their word.")
        if off <= WELL
        else N_("Of {forecasts} forecasts on {clients} clients, {gone} came true. What was told lay {off} from what came, on average: take the numbers as rough.")
    )  # fmt: skip
    return told(words, forecasts=f.number(one["forecasts"]), clients=f.number(one["clients"]), gone=f.percent(one["gone"]), off=f.percent(off))  # fmt: skip


def _compared(one: Mapping[str, Any], name: str) -> Compared:
    f = figures()
    title = told(N_("what was shown")) if name == "shown" else told(RULES[name])
    return Compared(title, f.number(one["brier"][name], 3), f.number(one["log_loss"][name], 3), name == "shown")  # fmt: skip


def _bin(point: Mapping[str, Any]) -> Bin:
    f = figures()
    return Bin(f.percent(point["told"]), f.percent(point["came"]), f.number(point["count"]))
