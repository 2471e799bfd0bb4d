"""What was tried, what is still open, and what was skipped with a reason."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from amicable.i18n import N_
from amicable.refusal import Refusal


class RungSkipped(Refusal):
    """A milder remedy is open, and nobody has said why it was not tried."""


class Outcome(StrEnum):
    """How a plan ended."""

    IMPROVED = "improved"
    NOT_IMPROVED = "not improved"
    TOO_EARLY = "too early"
    SKIPPED = "skipped"


OUTCOMES = {
    Outcome.IMPROVED: N_("Improved"),
    Outcome.NOT_IMPROVED: N_("Not improved"),
    Outcome.TOO_EARLY: N_("Too early to say"),
    Outcome.SKIPPED: N_("Skipped"),
}
"""Each outcome as readers see it."""


@dataclass(frozen=True)
class Tried:
    """One remedy on one client: how it ended, or why it was skipped."""

    remedy: str
    outcome: Outcome
    reason: str = ""

    @property
    def over(self) -> bool:
        """Whether the rung is behind us: measured to the end, or skipped with a reason."""
        if self.outcome is Outcome.SKIPPED:
            return bool(self.reason.strip())
        return self.outcome is not Outcome.TOO_EARLY


def behind(tried: Iterable[Tried]) -> frozenset[str]:
    """Names of the rungs that are behind us; one may be tried again, and nobody has to."""
    return frozenset(one.remedy for one in tried if one.over)
