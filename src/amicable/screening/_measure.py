"""What is known of a prospect in figures, beside clients whom the firm would like to have again, and the others."""

from dataclasses import dataclass
from enum import StrEnum

Range = tuple[float, float, float]
"""Low, middle, high of the middle half of some clients."""


class Side(StrEnum):
    """Whom a figure resembles."""

    IDEAL = "ideal"
    NON_IDEAL = "non_ideal"
    BETWEEN = "between"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Measure:
    """One figure of a prospect; None: unknown, or too few clients to say."""

    name: str
    value: float | None
    ideal: Range | None = None
    non_ideal: Range | None = None

    @property
    def side(self) -> Side:
        """Which range holds the value, where it is one of them alone."""
        if self.value is None or self.ideal is None or self.non_ideal is None:
            return Side.UNKNOWN
        good, bad = _holds(self.ideal, self.value), _holds(self.non_ideal, self.value)
        return Side.BETWEEN if good == bad else Side.IDEAL if good else Side.NON_IDEAL


def _holds(range_: Range, value: float) -> bool:
    return range_[0] <= value <= range_[2]
