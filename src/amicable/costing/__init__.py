"""Cost to serve, margin, completeness, whale curve, future value."""

from collections.abc import Callable, Mapping

from amicable.costing.chasing import chasing
from amicable.costing.economics import Added, Economics, economics
from amicable.costing.sums import SUMS, Sums
from amicable.evidence import Evidence

__all__ = ["SUMS", "Added", "Economics", "Sums", "economics", "sums_of"]


def sums_of(evidence: Evidence) -> Mapping[str, Callable[[Evidence], Sums]]:
    """What costing adds up of this firm's evidence, by table."""
    return {**SUMS, **chasing(evidence)}
