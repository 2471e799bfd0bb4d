"""The outlook and its backtest as plain values, for programs and for keeping."""

from collections.abc import Sequence

from amicable.decision.outlook import Backtest, Chance, SignOutlook, SignTest
from amicable.decision.outlook.figures import fan


def sign(one: SignOutlook) -> dict[str, object]:
    """One sign of one client."""
    return {
        "sign": one.sign.name,
        "state": one.state,
        "months": one.months,
        "by": one.by,
        "outcomes": one.outcomes,
        "p3": _rounded(one.p3),
        "p6": _rounded(one.p6),
        "interval_90": _interval(one.interval),
        "chances": [_chance(months, chance) for months, chance in one.chances.items()],
        "fan": [_step(step.month, step.probability, step.low, step.high) for step in fan(one.chances)],
        "remedies": [
            {
                "remedy": tried.recovery.remedy,
                "p3": _rounded(tried.p3),
                "p6": _rounded(tried.p6),
                "interval_90": _interval((tried.chances[6].low, tried.chances[6].high)),
                "recovery_rate": _rounded(tried.recovery.rate),
                "plans": tried.recovery.plans,
                "worked": tried.recovery.worked,
            }
            for tried in one.remedies
        ],
    }


def backtest(found: Backtest) -> dict[str, object]:
    """A period of forecasts, judged."""
    return {
        "from": found.first.isoformat(),
        "to": found.last.isoformat(),
        "days": [day.isoformat() for day in found.days],
        "signs": [_test(one) for one in found.tests],
    }


def _test(one: SignTest) -> dict[str, object]:
    return {
        "sign": one.sign,
        "months": one.horizon,
        "forecasts": one.forecasts,
        "clients": one.clients,
        "gone": round(one.gone, 4),
        "by": dict(one.by),
        "brier": {name: round(value, 4) for name, value in one.brier.items()},
        "log_loss": {name: round(value, 4) for name, value in one.log_loss.items()},
        "calibration_error": round(one.calibration_error, 4),
        "best_baseline": one.best,
        "enough": one.enough,
        "holds": one.holds,
        "reliability": [
            {
                "low": point.low,
                "high": point.high,
                "told": round(point.told, 4),
                "came": round(point.came, 4),
                "count": point.count,
            }
            for point in one.points
        ],
    }


def _chance(months: int, chance: Chance) -> dict[str, object]:
    return {**_step(months, chance.probability, chance.low, chance.high), "by": chance.by}


def _step(months: int, probability: float, low: float, high: float) -> dict[str, object]:
    return {"months": months, "probability": _rounded(probability), "interval_90": _interval((low, high))}


def _interval(edges: Sequence[float] | None) -> list[float | None] | None:
    return None if edges is None else [_rounded(edge) for edge in edges]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
