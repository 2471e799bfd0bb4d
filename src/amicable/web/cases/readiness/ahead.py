"""The outlook of a client, from the firm's own past and its own plans; what was learned is kept while the records stand."""

from datetime import date
from threading import Lock
from typing import Any

from amicable.decision import Review
from amicable.decision.outlook import Experience, SignOutlook, experience, outlook
from amicable.web.cases.queries import closed_plans
from amicable.web.portfolio.reviewing import holding, ledger, version

_learned: dict[tuple[str, date], Experience] = {}
_learning = Lock()


def ahead(review: Review, position: int) -> tuple[SignOutlook, ...]:
    """Sign by sign, what will become of it; to be asked while the review is held."""
    return outlook(review, position, tuple(closed_plans()), known=_experience(review))


def forecasts(client_id: str) -> list[dict[str, Any]]:
    """What is likely to become of each sign of the client in 3 and 6 months if nothing is done, to be frozen."""
    with holding() as held:
        found = ahead(held.answer, held.answer.position(client_id))
    return [
        {
            "sign": one.sign.name,
            "state": one.state,
            "months": one.months,
            "gone": {
                str(months): {
                    "probability": chance.probability,
                    "low": chance.low,
                    "high": chance.high,
                    "by": chance.by,
                }
                for months, chance in one.chances.items()
            },
        }
        for one in found
        if not one.sign.confidential
    ]


def _experience(review: Review) -> Experience:
    key = (version(ledger()), review.as_of)
    with _learning:
        if key not in _learned:
            _learned.clear()
            _learned[key] = experience(review.facts)
        return _learned[key]
