"""What a warning sign is: a named pattern, how it is measured, how it may be wrong."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from amicable.evidence import Evidence
from amicable.i18n import N_
from amicable.refusal import Refusal
from amicable.signs._occasions import Occasions


class Gravity(StrEnum):
    """How much a strong sign weighs."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"
    GRAVE = "grave"

    @property
    def weight(self) -> float:
        """Points of one strong sign of this gravity."""
        return {"low": 0.5, "normal": 1.0, "high": 2.0, "grave": 4.0}[self]


class Side(StrEnum):
    """Who is at fault when the sign shows."""

    THEIRS = "theirs"
    OURS = "ours"  # measured the same way, shown to us, and never held against the client


class Model(StrEnum):
    """What is random about the sign; decides how its rate is shrunk."""

    SHARE = "share"  # shown or not, per occasion: beta-binomial
    COUNT = "count"  # any number per exposure: gamma-Poisson
    RATIO = "ratio"  # a quotient of two amounts: log-normal
    STATED = "stated"  # nothing: a person has confirmed it, and once is enough


@dataclass(frozen=True)
class Family:
    """Signs of the same meaning; "several signs" counts families."""

    name: str
    title: str


FAMILIES: Mapping[str, Family] = {
    family.name: family
    for family in (
        Family("payment", N_("Payment trouble")),
        Family("unprofitable", N_("Unprofitable")),
        Family("drain", N_("Drain")),
        Family("missed_meetings", N_("Missed meetings")),
        Family("no_boundaries", N_("No boundaries")),
        Family("takes_advantage", N_("Takes advantage")),
        Family("no_growth", N_("No growth")),
        Family("no_referrals", N_("No referrals")),
        Family("trivial_complaints", N_("Trivial complaints")),
        Family("dissatisfaction", N_("Dissatisfaction")),
        Family("staff_abuse", N_("Abuse of staff")),
        Family("emotional_toll", N_("Emotional toll")),
        Family("unethical_conduct", N_("Unethical conduct")),
        Family("values_misfit", N_("Values that do not fit")),
        Family("outgrown", N_("Outgrown")),
        Family("slow_response", N_("Slow response")),
        Family("owner_time", N_("Takes the owner's time")),
        Family("error_prone", N_("Prone to errors")),
        Family("distrusts_expertise", N_("Distrusts our expertise")),
        Family("scope_creep", N_("Asks for more than agreed")),
        Family("own_faults", N_("Our own faults")),
    )
}


REMEDIES = (
    "own_fault_fix",
    "educate",
    "set_boundary",
    "another_contact",
    "renegotiate",
    "reassign",
    "lighter_tier",
    "written_warning",
    "refer_elsewhere",
)
"""What can be tried before parting, the mildest first."""


class UnknownParameter(Refusal):
    """A sign has no such parameter."""


@dataclass(frozen=True)
class Sign:
    """One warning sign. `measure(evidence, **parameters)` gives its occasions."""

    name: str
    title: str
    explanation: str
    family: str
    gravity: Gravity
    model: Model
    needs: tuple[str, ...]
    """Tables without which nothing can be said."""
    also: tuple[str, ...]
    """Tables that are looked at where they hold facts; where nothing is needed for certain, one of them must."""
    situation: str
    """One documented situation as a sentence: {number}, {days}, {date}, {amount}, {quote} are filled in."""
    rule_out: tuple[str, ...]
    framing: str
    """How the conversation puts it: one neutral sentence, about what happened and not about the person."""
    remedies: tuple[str, ...]
    """Out of `REMEDIES`: what can mend it, the likeliest first."""
    side: Side
    confidential: bool
    """Only for those named on a confidential track."""
    written_down: bool
    """Somebody must write it down each time: where nobody ever did, there is no evidence, and not a good client."""
    above: float
    """The rate from which it counts, whatever others do."""
    times: float
    """... and at least this many times the rate of the peers."""
    enough: int
    """Occasions below which nothing is said."""
    half_life_quarters: int
    expires_days: int
    by_period: bool
    """Whether peers are compared quarter by quarter."""
    unit: str
    """What the rate counts, where it is not a share: "hours per 1,000 of revenue"."""
    about: Mapping[str, str]
    """Parameter -> what it sets."""
    measure: Callable[..., Occasions]
    text: str
    """How it is measured, in the words of its file: changes when the answer may."""
    source: str = ""
    """The file of the firm in which it is declared; empty for those that come with the product."""
    given: tuple[tuple[str, object], ...] = ()

    @property
    def tables(self) -> tuple[str, ...]:
        """Every table that it looks at."""
        return (*self.needs, *self.also)

    @property
    def ours(self) -> bool:
        """Whether it is a fault of our own."""
        return self.side is Side.OURS

    def occasions(self, evidence: Evidence) -> Occasions:
        """Where the sign could have shown in `evidence`, and whether it did."""
        return self.measure(evidence, **dict(self.given))

    @property
    def parameters(self) -> dict[str, object]:
        """Every parameter with the value in force."""
        keywords = inspect.signature(self.measure).parameters.values()
        own = {one.name: one.default for one in keywords if one.kind is inspect.Parameter.KEYWORD_ONLY}
        return {"above": self.above, "times": self.times, "enough": self.enough} | own | dict(self.given)

    def with_parameters(self, **values: object) -> "Sign":
        """The same sign, measured with these parameters."""
        known = self.parameters
        for name, value in values.items():
            if name not in known:
                raise UnknownParameter(
                    N_("The sign {sign} has no parameter {name}. It has: {known}."),
                    sign=self.name,
                    name=name,
                    known=", ".join(known),
                )
            if not isinstance(value, int | float) or isinstance(value, bool) != isinstance(known[name], bool):
                raise UnknownParameter(
                    N_("The parameter {sign}.{name} takes a number, not “{value}”."),
                    sign=self.name,
                    name=name,
                    value=value,
                )
        general = {name: values.pop(name) for name in ("above", "times", "enough") if name in values}
        return replace(self, given=tuple((dict(self.given) | values).items()), **general)  # type: ignore[arg-type]


def sign(  # noqa: PLR0913 (a declaration: each keyword is one fact about the sign)
    *,
    title: str,
    explanation: str,
    family: str,
    situation: str,
    rule_out: tuple[str, ...],
    above: float,
    framing: str = "",
    remedies: tuple[str, ...] = (),
    needs: tuple[str, ...] = (),
    also: tuple[str, ...] = (),
    side: Side = Side.THEIRS,
    confidential: bool = False,
    written_down: bool = False,
    gravity: Gravity = Gravity.NORMAL,
    model: Model = Model.SHARE,
    times: float = 1.5,
    enough: int = 6,
    half_life_quarters: int = 8,
    expires_days: int = 365,
    by_period: bool = True,
    unit: str = "",
    about: Mapping[str, str] | None = None,
) -> Callable[[Callable[..., Occasions]], Sign]:
    """Declare the decorated measure as a warning sign named like its function and file."""

    def declare(measure: Callable[..., Occasions]) -> Sign:
        return Sign(
            name=measure.__name__,
            title=title,
            explanation=explanation,
            family=family,
            gravity=gravity,
            model=model,
            needs=needs,
            also=also,
            situation=situation,
            rule_out=rule_out,
            framing=framing,
            remedies=remedies,
            side=side,
            confidential=confidential,
            written_down=written_down,
            above=above,
            times=times,
            enough=enough,
            half_life_quarters=half_life_quarters,
            expires_days=expires_days,
            by_period=by_period,
            unit=unit,
            about=about or {},
            measure=measure,
            text=inspect.getsource(measure),
        )

    return declare
