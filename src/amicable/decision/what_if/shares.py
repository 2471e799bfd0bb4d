"""Intervals of shares."""

from math import sqrt

from scipy import special

LEVEL = 0.95


def wilson(count: int, out_of: int, *, level: float = LEVEL) -> tuple[float, float]:
    """Between which shares the true one lies (Wilson, 1927); all of them where nothing was seen."""
    if not out_of:
        return 0.0, 1.0
    z = float(special.ndtri(0.5 + level / 2))
    share = count / out_of
    middle = share + z * z / (2 * out_of)
    away = z * sqrt(share * (1 - share) / out_of + z * z / (4 * out_of * out_of))
    whole = 1 + z * z / out_of
    # at the ends it is exact, and rounding must not push it beyond
    low = 0.0 if count == 0 else max((middle - away) / whole, 0.0)
    high = 1.0 if count == out_of else min((middle + away) / whole, 1.0)
    return low, high
