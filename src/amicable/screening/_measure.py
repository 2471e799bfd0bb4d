"""What is known of a prospect in figures, beside clients whom the firm would like to have again, and the others."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from amicable.i18n import N_
from amicable.profiles.profile import Range

FEATURES = {"revenue": N_("Fees in a year"), "hours": N_("Hours in a year")}
"""Features of the profile that can be talked about before anything is signed."""
Sides = tuple[Range | None, Range | None]
"""Where clients lie whom the firm would take again, and where the others lie; None: too few to say."""


class Side(StrEnum):
    """Whom a figure resembles."""

    IDEAL = "ideal"
    NON_IDEAL = "non_ideal"
    BETWEEN = "between"
    UNKNOWN = "unknown"


SIDES = {
    Side.IDEAL: N_("as among clients whom you would take again"),
    Side.NON_IDEAL: N_("as among the others"),
    Side.BETWEEN: N_("between the two"),
    Side.UNKNOWN: N_("nothing to compare with"),
}


@dataclass(frozen=True)
class Measure:
    """One figure of a prospect; None: unknown, or too few clients to say."""

    name: str
    """A name of FEATURES."""
    value: float | None
    """Minor units or hours in a year."""
    ideal: Range | None = None
    non_ideal: Range | None = None

    @property
    def side(self) -> Side:
        """Whose range holds the value alone; a value in neither resembles those beyond whom it lies."""
        if self.value is None or self.ideal is None or self.non_ideal is None:
            return Side.UNKNOWN
        good, bad = _holds(self.ideal, self.value), _holds(self.non_ideal, self.value)
        if good and bad:
            return Side.BETWEEN
        return (
            Side.IDEAL if good else Side.NON_IDEAL if bad else _beyond(self.value, self.ideal, self.non_ideal)
        )


def _beyond(value: float, ideal: Range, non_ideal: Range) -> Side:
    """Whom a value resembles that no range holds; nobody where one range lies around the other."""
    if (ideal.low < non_ideal.low) != (ideal.high < non_ideal.high):
        return Side.BETWEEN
    few, many = (Side.IDEAL, Side.NON_IDEAL) if ideal.low < non_ideal.low else (Side.NON_IDEAL, Side.IDEAL)
    low, high = min(ideal.low, non_ideal.low), max(ideal.high, non_ideal.high)
    return few if value < low else many if value > high else Side.BETWEEN


def _holds(range_: Range, value: float) -> bool:
    return range_.low <= value <= range_.high


def measured(values: Mapping[str, float | None], profile: Mapping[str, Sides]) -> tuple[Measure, ...]:
    """A measure for each of FEATURES, beside the profile as far as it knows them."""
    return tuple(Measure(name, values.get(name), *profile.get(name, (None, None))) for name in FEATURES)
