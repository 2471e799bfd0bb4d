"""One file per remedy to try before parting, in the order of their rungs."""

from collections.abc import Iterable, Mapping
from functools import cache

from amicable import catalogue
from amicable.decision.ladder._measuring import Measurement, Seen, measured
from amicable.decision.ladder._remedy import ANY, Remedy, remedy
from amicable.decision.ladder._tried import OUTCOMES, Outcome, RungSkipped, Tried, behind
from amicable.i18n import N_, say

__all__ = [
    "ANY",
    "OUTCOMES",
    "Measurement",
    "Outcome",
    "Remedy",
    "RungSkipped",
    "Seen",
    "Tried",
    "all_remedies",
    "behind",
    "exhausted",
    "measured",
    "open_rungs",
    "passed_over",
    "remedy",
    "step_to",
]


@cache
def all_remedies() -> Mapping[str, Remedy]:
    """Every remedy the product knows by name, the mildest first."""
    package = "amicable.decision.ladder"
    found: list[Remedy] = [catalogue.item(package, name, name) for name in catalogue.names(package)]  # type: ignore[misc]
    return {one.name: one for one in sorted(found, key=lambda one: (one.rung, one.name))}


def open_rungs(tried: Iterable[Tried], families: Iterable[str]) -> tuple[Remedy, ...]:
    """Remedies that could mend signs of these families and are not yet behind us, the mildest first."""
    done, wanted = behind(tried), frozenset(families)
    return tuple(one for one in all_remedies().values() if one.name not in done and one.fits(wanted))


def passed_over(name: str, tried: Iterable[Tried], families: Iterable[str]) -> tuple[Remedy, ...]:
    """Milder remedies that are open and would be skipped by going to `name` (a remedy, or "part" for the end)."""
    known = all_remedies()
    rung = known[name].rung if name in known else float("inf")
    return tuple(one for one in open_rungs(tried, families) if one.rung < rung)


def step_to(
    name: str, tried: Iterable[Tried], families: Iterable[str], reasons: Mapping[str, str]
) -> tuple[Tried, ...]:
    """What to write down when going to `name`: a skipped rung for each milder one; RungSkipped where a reason lacks."""
    skipped = passed_over(name, tried, families)
    lacking = [one for one in skipped if not reasons.get(one.name, "").strip()]
    if lacking:
        raise RungSkipped(
            N_("These remedies have not been tried: {remedies}. Try them, or write down for each why not."),
            remedies=", ".join(say(one.title) for one in lacking),
        )
    return tuple(Tried(one.name, Outcome.SKIPPED, reasons[one.name].strip()) for one in skipped)


def exhausted(tried: Iterable[Tried], families: Iterable[str]) -> bool:
    """Whether every remedy that could help is behind us."""
    return not open_rungs(tried, families)
