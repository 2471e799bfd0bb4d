"""What has to be remembered of each client to go one month further: sums that forget, no history."""

from dataclasses import dataclass

import numpy as np

from amicable.decision.summary import Numbers

FORGET = (0.5, 0.8, 0.95)
"""How much of the sums is left a month later: what was lately, this half-year, these years."""
WINDOW = 3
"""Months by which it is told whether a sign shows now."""
STEADY = 2.0
"""Occasions that the peers' rate is worth in a forgotten rate."""
FEATURES = ("exit_rate", "lately", "half_year", "years", "age", "exposure")
"""The six features, in this order."""
SHOWING, QUIET, UNSEEN = 1, 0, -1


@dataclass(frozen=True)
class State:
    """One sign on clients side by side after some month; all arrays run along the clients."""

    x: Numbers
    """Three rows: the sums of x forgotten at the speeds of `FORGET`."""
    n: Numbers
    window: Numbers
    """x and n of the last `WINDOW` months: shape (2, WINDOW, clients), the latest first."""
    status: np.ndarray
    """SHOWING or QUIET, as it was when an occasion was last seen; UNSEEN before the first."""
    months: Numbers
    """Months in which it showed."""
    exits: Numbers
    """How often it stopped."""
    age: Numbers
    """Months since it last began, or stopped."""

    @classmethod
    def fresh(cls, clients: int) -> "State":
        """Nothing is known yet."""
        speeds = np.zeros((len(FORGET), clients))
        none = np.zeros(clients)
        unseen = np.full(clients, UNSEEN, np.int8)
        return cls(speeds, speeds, np.zeros((2, WINDOW, clients)), unseen, none, none, none)

    @property
    def recent(self) -> tuple[Numbers, Numbers]:
        """What showed in the last three months, and out of how much."""
        return self.window[0].sum(axis=0), self.window[1].sum(axis=0)

    @property
    def seen(self) -> np.ndarray:
        """Whether there was any occasion in the last three months."""
        x, n = self.recent
        return (n > 0) | (x > 0)

    @property
    def now(self) -> np.ndarray:
        """SHOWING, QUIET, or UNSEEN without an occasion in the last three months."""
        return np.where(self.seen, self.status, UNSEEN).astype(np.int8)

    def after(self, x: Numbers, n: Numbers) -> "State":
        """The sums a month later; whether it shows is told by `judged`."""
        speed = np.array(FORGET)[:, None]
        window = np.concatenate([np.stack([x, n])[:, None], self.window[:, :-1]], axis=1)
        return State(
            self.x * speed + x, self.n * speed + n, window, self.status, self.months, self.exits, self.age
        )

    def judged(self, threshold: Numbers) -> "State":
        """The same, with the status by these thresholds: it shows where the last three months are above."""
        x, n = self.recent
        shows = np.where(x > threshold * n, SHOWING, QUIET)
        status = np.where(self.seen, shows, self.status).astype(np.int8)
        changed = status != self.status
        stopped = changed & (self.status == SHOWING)
        return State(
            self.x,
            self.n,
            self.window,
            status,
            self.months + (self.seen & (status == SHOWING)),
            self.exits + stopped,
            np.where(changed, 1.0, self.age + 1),
        )

    def features(self, norm: Numbers, threshold: Numbers, *, share: bool, unit: float) -> Numbers:
        """The six features, one row per client; `norm` is the peers' rate, `unit` the usual n of a month."""
        steady = STEADY * unit
        rate = (np.clip(self.x, 0, None) + steady * norm) / (self.n + steady)
        beyond = _level(rate, share=share) - _level(threshold, share=share)
        exits = (2 + self.exits) / (10 + self.months)
        columns = [
            np.log(exits / (1 - np.minimum(exits, 0.95))),
            *np.clip(beyond, -5, 5),
            np.log(np.maximum(self.age, 1)),
            np.log1p(self.recent[1].clip(0) / unit),
        ]
        return np.stack(columns, axis=1)


def _level(rate: Numbers, *, share: bool) -> Numbers:
    """The logit of a share, the logarithm of any other rate."""
    if share:
        bounded = np.clip(rate, 0.01, 0.99)
        return np.log(bounded / (1 - bounded))
    return np.log(np.maximum(rate, 1e-4))
