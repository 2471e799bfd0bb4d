"""The outlook of a client as a case keeps it."""

from typing import Any

from amicable.decision.outlook import SignOutlook
from amicable.web.portfolio.outlook.learning import learn
from amicable.web.portfolio.reviewing import Held, holding


def ahead(held: Held, client_id: str) -> tuple[SignOutlook, ...]:
    """Sign by sign, what will become of it; to be asked by who holds the review."""
    return learn(held).outlook(client_id)


def forecasts(client_id: str) -> list[dict[str, Any]]:
    """What is likely to become of each sign of the client in 3 and 6 months if nothing is done, to be frozen."""
    with holding() as held:
        found = ahead(held, client_id)
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
