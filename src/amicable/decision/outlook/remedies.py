"""What a remedy adds: how often it worked, from the firm's own closed plans on what is known elsewhere."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scipy import special

from amicable.decision.ladder import all_remedies
from amicable.signs import Sign

ELSEWHERE = 0.25
"""What a plan for another sign counts beside one for this sign: the remedy is the same, the habit is not."""


@dataclass(frozen=True)
class ClosedPlan:
    """A plan that was carried out and measured: whether the sign was gone on the day agreed."""

    remedy: str
    sign: str
    worked: bool


@dataclass(frozen=True)
class Recovery:
    """How often a remedy ends a sign: a beta distribution (beta-binomial: Skellam, 1948)."""

    remedy: str
    plans: int
    """Closed plans with this remedy for this sign."""
    worked: int
    a: float
    b: float

    @property
    def rate(self) -> float:
        """Its mean."""
        return self.a / (self.a + self.b)

    def quantile(self, share: float) -> float:
        """The rate below which it lies with the probability `share`."""
        return float(special.betaincinv(self.a, self.b, share))

    def beside(self, by_itself: float, share: float | None = None) -> float:
        """The probability that a sign is gone with the remedy, which goes away by itself with `by_itself`.

        Plans were closed on signs that had not gone away, so their rate stands by itself; and a remedy that rarely
        works does not keep a sign from going away. `share`: by that quantile of the rate instead of its mean.
        """
        return max(by_itself, self.rate if share is None else self.quantile(share))


def recoveries(sign: Sign, plans: Sequence[ClosedPlan] = ()) -> tuple[Recovery, ...]:
    """Every remedy that can mend `sign`, in the order of the ladder, with what `plans` tell of it."""
    return tuple(
        recovery(one.name, one.works, sign.name, plans)
        for one in all_remedies().values()
        if one.fits((sign.family,))
    )


def recovery(
    remedy: str, prior: tuple[float, float], sign: str, plans: Iterable[ClosedPlan] = ()
) -> Recovery:
    """How often `remedy` ends `sign`: the prior (worked, did not), and the plans that were closed."""
    a, b = prior
    count = worked = 0
    for plan in (one for one in plans if one.remedy == remedy):
        own = plan.sign == sign
        weight = 1.0 if own else ELSEWHERE
        a, b = a + weight * plan.worked, b + weight * (not plan.worked)
        count, worked = count + own, worked + (own and plan.worked)
    return Recovery(remedy, count, worked, a, b)
