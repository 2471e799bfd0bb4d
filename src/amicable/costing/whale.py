"""The whale curve: clients ranked by profit, and how much they bring together (Kaplan and Narayanan, 2001)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Whale:
    """Cumulative profit over clients, the most profitable first; minor units."""

    cumulative: NDArray[np.float64]
    unknown: int
    """Clients whose margin is unknown; they are not in the curve."""

    @property
    def total(self) -> float:
        """Profit of all clients in the curve."""
        return float(self.cumulative[-1]) if len(self.cumulative) else 0.0

    @property
    def peak(self) -> float:
        """Profit if the clients that cost more than they bring were left out."""
        return float(self.cumulative.max(initial=0.0))

    @property
    def peak_at(self) -> int:
        """How many clients bring the peak."""
        return int(self.cumulative.argmax()) + 1 if len(self.cumulative) else 0


def whale(margin: NDArray[np.float64], active: NDArray[np.bool_]) -> Whale:
    """The curve over the `active` clients whose `margin` (nan: unknown) is known."""
    known = active & ~np.isnan(margin)
    return Whale(np.cumsum(np.sort(margin[known])[::-1]), int((active & np.isnan(margin)).sum()))
