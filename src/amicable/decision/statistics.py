"""From sums to judgements: shrunk rates, intervals, strength, and the guard against false alarms.

Models: beta-binomial (Skellam, 1948) for shares, gamma-Poisson (Greenwood and Yule, 1920) for
counts, log-normal for ratios of amounts, each with priors from the peers by the method of moments
(empirical Bayes: Robbins, 1956; Casella, 1985). The guard is in `guard`.
Closed forms over arrays: a million clients take a second.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import special

from amicable.decision.guard import Against, Place, count_chance, guarded, share_chance
from amicable.decision.summary import Detail, Numbers, Summary
from amicable.signs import Model, Sign

LEVEL = 0.9
"""Share of the probability that an interval holds."""
MOST_ALIKE = {Model.SHARE: 10.0, Model.COUNT: 4.0, Model.RATIO: 0.1}
"""The most that the peers may say about a client, however alike they are: as much as ten occasions of its own, as
four events, as a variance of 0.1. The odd one among many alike is what is looked for, and a prior fitted to those
alike would explain it away; chance is kept out by `q_value`."""
LEAST_CLIENTS = 20
"""Clients below which persistence is not estimated."""
CHANCE = 0.2
"""Rank correlation under which a sign tells little about the future of a client."""
WORST = 0.1
"""Share of the clients taken for the worst, half by half."""


@dataclass(frozen=True)
class Judged:
    """One sign on every client that had occasions; arrays run along `Summary`."""

    rate: Numbers
    """Plain rate: x of n."""
    peer_rate: Numbers
    """The peers' rate in the quarters in which this client had occasions."""
    shrunk: Numbers
    """The rate after few observations have been drawn towards the peers."""
    threshold: Numbers
    p_value: Numbers
    """Chance of so much or more if the client were a usual one; 1 where it showed no more than they do."""
    q_value: Numbers
    """Expected share of false alarms among all clients at least as striking."""
    sureness: Callable[[Place], Numbers]
    """The strength at these places; costly, so asked for the few that may be strong."""
    quantile: Callable[[Place, float], Numbers]
    """Quantile of the true recent rate of the clients at these places; costly too."""
    clumping: float
    """How much more uneven quarters are than pure chance would make them (1: not at all), over all clients."""

    @cached_property
    def strength(self) -> Numbers:
        """Probability that the true recent rate is above `threshold`."""
        return self.sureness(slice(None))

    def interval(self, place: Place = slice(None)) -> tuple[Numbers, Numbers]:
        """Between which rates the true recent one lies with a probability of `LEVEL`."""
        edge = (1 - LEVEL) / 2
        return self.quantile(place, edge), self.quantile(place, 1 - edge)


def judge(sign: Sign, summary: Detail) -> Judged:
    """Compare every client with its peers under the sign's model."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return {Model.SHARE: _share, Model.COUNT: _count, Model.RATIO: _ratio, Model.STATED: _stated}[
            sign.model
        ](sign, summary)


def _share(sign: Sign, s: Detail) -> Judged:
    x, n = np.clip(s.x, 0, s.n), s.n
    rate = _over(x, n)
    peer = np.clip(_over(s.expected, n), 1e-6, 1 - 1e-6)
    phi = _clumping(s, rate, rate * (1 - rate) * _over(n, n - 1))
    # variance between clients beyond chance, as a share of the most there could be
    excess = np.sum(n * (rate - peer) ** 2 - phi * peer * (1 - peer)) / max(np.sum(n), 1)
    norm = float(np.sum(s.expected) / max(np.sum(n), 1))
    kappa = float(np.clip(norm * (1 - norm) / max(excess, 1e-6) - 1, 2, MOST_ALIKE[Model.SHARE]))
    # what is recent in the client is held against what is recent in its peers
    lately = np.clip(_over(s.recent_expected, s.recent_n), 1e-6, 1 - 1e-6)
    recent_x, recent_n = np.clip(s.recent_x, 0, s.recent_n) / phi, s.recent_n / phi
    a, b = kappa * lately + recent_x, kappa * (1 - lately) + recent_n - recent_x
    threshold = np.clip(np.maximum(sign.above, sign.times * lately), 0, 0.999)
    against = Against(
        x, s.expected,
        lambda c: (x - c * n * peer) / np.sqrt(phi * c * n * peer * (1 - c * peer)),
        lambda i, c: share_chance(x[i], n[i], c * peer[i], phi[i]),
    )  # fmt: skip
    return _judged(
        s, sign, rate, peer, a / (a + b), threshold, against, lambda i: special.betaincc(a[i], b[i], threshold[i]),
        lambda i, q: special.betaincinv(a[i], b[i], q), phi,
    )  # fmt: skip


def _count(sign: Sign, s: Detail) -> Judged:
    x, n, e = s.x.clip(0), s.n, np.maximum(s.expected, 1e-9)
    rate, peer = _over(x, n), _over(e, n)
    phi = _clumping(s, rate, rate)
    excess = np.sum((x - e) ** 2 - phi * e) / max(np.sum(e * e), 1e-9)
    shape = float(np.clip(1 / max(excess, 1e-6), 0.25, MOST_ALIKE[Model.COUNT]))
    a, b = shape + s.recent_x.clip(0) / phi, shape + s.recent_expected / phi
    lately = np.maximum(_over(s.recent_expected, s.recent_n), 1e-9)
    threshold = np.maximum(sign.above, sign.times * lately)
    against = Against(
        x, e, lambda c: (x - c * e) / np.sqrt(phi * c * e), lambda i, c: count_chance(x[i], c * e[i], phi[i])
    )
    return _judged(
        s, sign, rate, peer, lately * a / b, threshold, against,
        lambda i: special.gammaincc(a[i], b[i] * threshold[i] / lately[i]),
        lambda i, q: lately[i] * special.gammaincinv(a[i], q) / b[i], phi,
    )  # fmt: skip


def _ratio(sign: Sign, s: Detail) -> Judged:
    n, recent_n = _at_least(s.n, s.x), _at_least(s.recent_n, s.recent_x)
    rate, peer, lately = _over(s.x, n), _norm(s.expected, s.n), _norm(s.recent_expected, s.recent_n)
    m = np.maximum(s.quarters, 1)
    even = _even_quarters(n, s.nn, m)
    # relative variance of a quotient of sums (Cochran, 1977, ch. 6), steadied by what is usual among all clients
    residual = np.maximum(s.xx - 2 * rate * s.xn + rate * rate * s.nn, 0)
    left = _left_over(even, m)
    one_quarter = _over(residual, s.x * s.x) * even / left
    enough = m >= 4  # noqa: PLR2004 (a year)
    usual = float(np.median(one_quarter[enough])) if enough.any() else 1.0
    weight, own = 4.0, (even - 1) * left
    variance = np.maximum((weight * usual + own * np.nan_to_num(one_quarter)) / (weight + own) / even, 1e-4)
    freedom = m - 1 + weight
    log_rate = np.log(np.maximum(rate, 1e-9))
    tau = _between(log_rate - np.log(peer), variance)
    recent = np.log(np.maximum(_over(s.recent_x, recent_n), 1e-9))
    sharpened = variance * _over(m, np.minimum(m, 2 * sign.half_life_quarters))
    mean = (recent / sharpened + np.log(lately) / tau) / (1 / sharpened + 1 / tau)
    sd = np.sqrt(1 / (1 / sharpened + 1 / tau))
    threshold = np.maximum(sign.above, sign.times * lately)
    power = 1 / (1 + usual) ** 2
    unsure = variance + (_of_others(s.expected, variance) if sign.times else 0.0)

    def distance(c: float) -> Numbers:
        # uneven amounts are skewed, and a log would hide it: between log and plain (Box and Cox, 1964)
        beyond = log_rate - np.log(c * peer if sign.times else threshold)
        return np.asarray(np.expm1(power * beyond) / power / np.sqrt(unsure))

    against = Against(s.x, s.expected, distance, lambda i, c: special.stdtr(freedom[i], -distance(c)[i]))
    return _judged(
        s, sign, rate, peer, np.exp(mean), threshold, against,
        lambda i: special.stdtr(freedom[i], (mean[i] - np.log(threshold[i])) / sd[i]),
        lambda i, q: np.exp(mean[i] + special.stdtrit(freedom[i], q) * sd[i]), np.ones(len(s)),
    )  # fmt: skip


def _of_others(expected: Numbers, variance: Numbers) -> Numbers:
    """Relative variance of the rate that the peers of each client have together: among few it is not sure either."""
    own = expected**2 * variance
    return (np.sum(own) - own) / np.maximum(np.sum(expected) - expected, 1e-9) ** 2


def _even_quarters(n: Numbers, nn: Numbers, m: Numbers) -> Numbers:
    """How many quarters of equal weight tell as much as these of unequal ones (Kish, 1965)."""
    return np.clip(_over(n * n, nn), 1, m)


def _left_over(even: Numbers, m: Numbers) -> Numbers:
    """Share of the true variance that the residuals keep: the fitted rate follows the heavy quarters.

    1 - 2 h3 + h2 with hk the sums of the k-th powers of the quarters' weights; h3 as if the weights were log-normal.
    """
    return np.maximum(1 - (2 * m / even - 1) / even, 0.25)


def _stated(sign: Sign, s: Detail) -> Judged:
    """What a person has confirmed is sure: no peers, no chance, and no fewer than needed make it so."""
    sure = (s.x > 0).astype(np.float64)
    none = np.zeros(len(s))
    against = Against(sure, none, lambda _: sure - 0.5, lambda i, _: none[i])
    return _judged(
        s, sign, sure, none, sure, none, against, lambda i: sure[i], lambda i, _: sure[i], none + 1
    )  # fmt: skip


def _at_least(n: Numbers, x: Numbers) -> Numbers:
    """Cost without any revenue is a ratio of a thousand, not a division by zero."""
    return np.maximum(n, x * 1e-3)


def _norm(expected: Numbers, n: Numbers) -> Numbers:
    """The peers' ratio; that of everybody where the client's own n is nothing, and so tells of no quarters."""
    everybody = max(float(np.sum(expected) / max(np.sum(n), 1e-9)), 1e-9)
    return np.where((n > 0) & (expected > 0), _over(expected, n), everybody)


def _between(distance: Numbers, variance: Numbers) -> float:
    """Variance between clients of the logarithm, by the median, which a few odd clients do not move."""
    least = MOST_ALIKE[Model.RATIO]
    if not len(distance):
        return least
    return float(np.clip(np.median(distance**2) / 0.455 - np.median(variance), least, 1))


def _judged(  # noqa: PLR0913, PLR0917 (the columns of one answer)
    s: Detail, sign: Sign, rate: Numbers, peer: Numbers, shrunk: Numbers, threshold: Numbers, against: Against,
    sureness: Callable[[Place], Numbers], quantile: Callable[[Place, float], Numbers], clumping: Numbers,
) -> Judged:  # fmt: skip
    p_value, q_value = guarded(against, occasions(sign, s) >= sign.enough)
    return Judged(
        rate,
        peer,
        shrunk,
        threshold,
        p_value,
        q_value,
        lambda i: np.nan_to_num(sureness(i)),
        quantile,
        float(np.sum(clumping * s.n) / np.sum(s.n)) if np.sum(s.n) else 1.0,
    )


def occasions(sign: Sign, s: Summary) -> Numbers:
    """How many observations stand behind the rate: occasions, or quarters for a ratio of amounts."""
    return s.quarters if sign.model is Model.RATIO else s.n


@dataclass(frozen=True)
class Persistence:
    """Whether a sign is a trait that lasts: rank correlation of the first with the second half of the record.

    Among many clients alike the ranks are mostly noise, even if the few odd ones stay odd for ever; so it is
    also asked how many of the worst tenth of the first half were among the worst tenth of the second.
    """

    rho: float
    low: float
    high: float
    clients: int
    again: float = float("nan")
    """Share of the worst tenth of the first half that was among the worst tenth of the second; chance: a tenth."""
    again_low: float = 0.0
    """Its lower bound, with 90 % confidence (Clopper and Pearson, 1934)."""

    @property
    def known(self) -> bool:
        """Whether enough clients have a record in both halves, and it shows in both."""
        return self.clients >= LEAST_CLIENTS and not np.isnan(self.rho)

    @property
    def mostly_chance(self) -> bool:
        """Whether the sign says so little about the future that it must not carry a decision."""
        unrelated = self.known and self.rho < CHANCE and self.high < 2 * CHANCE
        return unrelated and self.again_low < 2 * WORST


def persistence(sign: Sign, s: Detail) -> Persistence:
    """Spearman's rank correlation between both halves, each against its own peers, with a 90 % interval."""
    least = 0.0 if sign.model is Model.RATIO else 0.2
    both = (s.early_expected > least) & (s.late_expected > least) & (sign.model is not Model.STATED)
    count = int(both.sum())
    early = _over(s.early_x[both], s.early_expected[both])
    late = _over(s.late_x[both], s.late_expected[both])
    if count < LEAST_CLIENTS or np.ptp(early) == 0 or np.ptp(late) == 0:
        return Persistence(float("nan"), float("nan"), float("nan"), count)
    rho = _spearman(early, late)
    reach = 1.645 * 1.03 / np.sqrt(count - 3)  # Fieller, Hartley and Pearson, 1957
    z = np.arctanh(np.clip(rho, -0.999, 0.999))
    # the spread of a count shrinks with what was expected; that of a quotient of amounts does not
    ratio = sign.model is Model.RATIO
    first = _worst((early - 1) * (1 if ratio else np.sqrt(s.early_expected[both])))
    second = _worst((late - 1) * (1 if ratio else np.sqrt(s.late_expected[both])))
    return Persistence(
        rho, float(np.tanh(z - reach)), float(np.tanh(z + reach)), count, *_again(first, second)
    )


def _spearman(early: Numbers, late: Numbers) -> float:
    """Pearson's correlation of the ranks; written here, as scipy.stats takes longer to load than a review its facts."""
    return float(np.corrcoef(_midranks(early), _midranks(late))[0, 1])


def _midranks(values: Numbers) -> Numbers:
    """Places by size, from 1; equals share the middle of theirs."""
    _, place, count = np.unique(values, return_inverse=True, return_counts=True)
    ranks: Numbers = (np.cumsum(count) - (count - 1) / 2)[place]
    return ranks


def _worst(distance: Numbers) -> np.ndarray:
    """Which clients are the worst tenth, and above their peers at all."""
    return (distance > 0) & (distance >= np.quantile(distance, 1 - WORST))


def _again(first: np.ndarray, second: np.ndarray) -> tuple[float, float]:
    """Share of `first` that is in `second` too, and its lower bound."""
    there, both = int(first.sum()), int((first & second).sum())
    if not both:
        return (0.0 if there else float("nan")), 0.0
    return both / there, float(special.betaincinv(both, there - both + 1, 0.1))


def _over(above: Numbers, below: Numbers) -> Numbers:
    return np.divide(above, below, out=np.zeros_like(above, dtype=np.float64), where=below > 0)


def _clumping(s: Detail, rate: Numbers, single: Numbers) -> Numbers:
    """How many times more uneven the quarters of each client are than if occasions, of variance `single`, came singly.

    A line through all clients by their usual size of a quarter: where rates swing from quarter to quarter, large
    quarters are the more uneven (beta-binomial: Skellam, 1948); where events come in bursts of one size, all are alike.
    """
    size = _over(s.nn, s.n)
    by_chance = (s.n - size) * single
    seen = s.xx - 2 * rate * s.xn + rate * rate * s.nn
    total = np.sum(by_chance)
    if not total > 0:
        return np.ones(len(s))
    mean, middle = np.sum(seen) / total, np.sum(by_chance * size) / total
    away = size - middle
    slope = np.sum((seen - mean * by_chance) * away) / max(np.sum(by_chance * away**2), 1e-9)
    return np.clip(mean + np.clip(slope, 0, max(mean - 1, 0) / middle) * away, 1, 100)
