"""What a course is made of: the relationship as plain values, the options, the recommendation."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from amicable.decision.course.words import Told
from amicable.decision.ladder import Tried, all_remedies
from amicable.i18n import N_

TITLES: Mapping[str, str] = {
    "do_nothing": N_("Go on as it is"),
    "part_with_notice": N_("Part with notice"),
    "part_at_once": N_("Part at once"),
}
"""Options that are no remedies, by name."""
KINDS: Mapping[str, str] = {
    "keep": N_("Keep"),
    "watch": N_("Watch"),
    "repair": N_("Repair"),
    "part": N_("Part"),
    "part_at_once": N_("Part at once"),
    "unknown": N_("Unknown: evidence is incomplete"),
}
"""Courses, by name."""
CAUGHT: Mapping[str, str] = {
    "demanding_but_good": N_("Demanding, but good: mend the process, not the relationship."),
    "one_contact": N_("Nearly everything comes from one person there: ask for another contact."),
    "seasonal": N_("It comes back in the same season each year: plan for the season."),
    "just_complained": N_("The client complained lately: an ending now would look like an answer to it."),
    "bargains_but_pays": N_("The client asks for lower prices, but pays on time."),
}
"""False positives of the signs, by name."""
LONG_YEARS = 7
"""A tenure from which a named owner must look."""


def title_of(option: str) -> str:
    """The title of an option, untranslated."""
    return TITLES[option] if option in TITLES else all_remedies()[option].title


@dataclass(frozen=True)
class Range:
    """Low, middle and high: nine times in ten the figure lies between."""

    low: float
    mid: float
    high: float

    def __add__(self, other: "Range") -> "Range":
        return Range(self.low + other.low, self.mid + other.mid, self.high + other.high)

    def times(self, other: "Range") -> "Range":
        """The product of two ranges, the least and the most that can come out."""
        ends = [one * two for one in (self.low, self.high) for two in (other.low, other.high)]
        return Range(min(ends), self.mid * other.mid, max(ends))

    def scaled(self, by: float) -> "Range":
        """Each figure times `by`, which is not negative."""
        return Range(self.low * by, self.mid * by, self.high * by)


@dataclass(frozen=True)
class Chance(Range):
    """A probability with its uncertainty, and where it is from."""

    source: str = ""


@dataclass(frozen=True)
class Shown:
    """One sign on the client, as far as a course needs it."""

    sign: str
    title: str
    family: str
    weight: float
    """Points of its gravity."""
    strength: float
    counts: bool
    aside: str = ""
    grave: bool = False
    ours: bool = False
    strong: bool = False
    first_on: date | None = None
    """Beginning of the quarter in which it first showed."""
    season: float = 0.0
    """Share of what showed that fell into the same quarter of the year; 0 where fewer than two years are known."""
    rate: float | None = None
    peer_rate: float | None = None


@dataclass(frozen=True)
class Relationship:
    """One client on one day. Money is in minor units; None stands for unknown."""

    as_of: date
    client_id: str
    name: str
    currency: str
    since_on: date | None = None
    measured: bool = True
    """Whether any sign says anything about the client."""
    automatic: bool = False
    """Whether it looks like a machine, and nobody has decided yet."""
    points: float = 2.0
    """From how many points the firm's criteria name a client."""
    months: int = 24
    """Horizon over which options are compared."""
    revenue: float | None = None
    """Of a year."""
    margin: Range | None = None
    """Over the horizon, if everything goes on."""
    hours: float | None = None
    """Of a year."""
    excess_hours: float | None = None
    """Of those, how many peers would not take for the same revenue."""
    usual_margin: float | None = None
    """Of a year, at the margin an hour that is usual among peers."""
    hour_worth: Range | None = None
    """What an hour leaves at the clients nearest the ideal."""
    notice_days: int = 30
    shown: tuple[Shown, ...] = ()
    tried: tuple[Tried, ...] = ()
    complained_on: date | None = None
    one_contact: bool = False
    referred: int | None = None
    """Clients that came by this one's word."""
    revenue_share: float | None = None
    open_amount: int | None = None

    @property
    def years(self) -> float:
        """The horizon in years."""
        return self.months / 12

    @property
    def long_standing(self) -> bool:
        """Whether a named owner must look because of the tenure."""
        return self.since_on is not None and (self.as_of - self.since_on).days >= LONG_YEARS * 365

    @property
    def grave(self) -> tuple[Shown, ...]:
        """Grave signs, each confirmed by a person."""
        return tuple(one for one in self.shown if one.grave and one.counts)

    @property
    def ours(self) -> tuple[Shown, ...]:
        """Our own faults that show strongly."""
        return tuple(one for one in self.shown if one.ours and (one.counts or one.strong))


def families(shown: Iterable[Shown]) -> tuple[str, ...]:
    """Families of these signs, in their order."""
    return tuple(dict.fromkeys(one.family for one in shown))


@dataclass(frozen=True)
class Option:
    """One of the rivals. Money in minor units over the horizon, hours a year; None: unknown."""

    name: str
    title: str
    margin: Range | None
    hours_freed: Range | None
    worth: Range | None
    """What the freed hours bring over the horizon, at clients near the ideal."""
    risks: tuple[Told, ...]
    outlook: Chance | None
    """How likely it works, or for going on: how likely the signs go by themselves."""
    evidence: tuple[str, ...]
    """Signs that speak for looking at it."""
    true_if: Told | None
    """What would have to be true for it to be best."""

    @property
    def total(self) -> Range | None:
        """Margin and worth together."""
        if self.margin is None:
            return None
        return self.margin + self.worth if self.worth else self.margin


@dataclass(frozen=True)
class Verdict:
    """Which option is best by the rules, and why."""

    best: str
    kind: str
    because: tuple[Told, ...]
    caught: tuple[str, ...] = ()


@dataclass(frozen=True)
class Course:
    """The recommendation for one client; a person decides."""

    best: str
    """Name of the best option; empty where evidence is incomplete."""
    kind: str
    """Out of `KINDS`."""
    options: tuple[Option, ...]
    because: tuple[Told, ...]
    warnings: tuple[Told, ...]
    caught: tuple[str, ...]
    """Out of `CAUGHT`."""
    owner_must_look: bool
    extra_notice_days: int

    def option(self, name: str) -> Option | None:
        """The option `name`, None if it is not on the table."""
        return next((one for one in self.options if one.name == name), None)
