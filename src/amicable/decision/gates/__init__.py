"""One file per condition that forbids or delays an ending."""

from collections.abc import Iterable, Mapping
from functools import cache

from amicable import catalogue
from amicable.decision.circumstances import Answer, Circumstances
from amicable.decision.gates._gate import (
    SECOND_LOOK,
    Gate,
    GateStanding,
    Override,
    OverrideRefused,
    allow,
    gate,
    latest,
    stand,
)

__all__ = [
    "SECOND_LOOK",
    "Answer",
    "Circumstances",
    "Gate",
    "GateStanding",
    "Override",
    "OverrideRefused",
    "all_gates",
    "allow",
    "gate",
    "holding",
    "standing",
]


@cache
def all_gates() -> Mapping[str, Gate]:
    """Every gate the product knows, by name."""
    package = "amicable.decision.gates"
    return {name: catalogue.item(package, name, name) for name in catalogue.names(package)}  # type: ignore[misc]


def standing(
    circumstances: Circumstances, overrides: Iterable[Override] = (), *, confidential: bool = False
) -> tuple[GateStanding, ...]:
    """How every gate stands; those that answer only to named people are absent unless `confidential`."""
    passed = latest(tuple(overrides))
    return tuple(
        stand(one, circumstances, passed.get(one.name))
        for one in all_gates().values()
        if confidential or not one.confidential
    )


def holding(standings: Iterable[GateStanding], step: str) -> tuple[GateStanding, ...]:
    """The gates that forbid `step` ("decide", "tell", "end" or "erase") now; empty: it may be taken."""
    return tuple(one for one in standings if one.holds(step))
