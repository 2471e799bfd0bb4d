"""What a remedy is: one rung of the ladder, what is agreed on it, how soon it is measured, how often it works."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

ANY = frozenset({"*"})
"""Mends signs of every family."""
Target = Callable[[float, float], float]
"""The rate of a sign now and the usual rate among peers -> the rate to reach."""


@dataclass(frozen=True)
class Remedy:
    """One rung of the ladder. `target(rate, norm)` gives the rate of a sign that the plan proposes to reach."""

    name: str
    title: str
    explanation: str
    rung: int
    """Order in which remedies are tried, the mildest first."""
    mends: frozenset[str]
    """Families of signs that it can mend; `ANY` for all."""
    asks: tuple[str, ...]
    """What a plan on this rung must settle, each as a question."""
    measured_after_days: int
    """When the signs are measured again."""
    works: tuple[float, float]
    """Beta prior of success: as if so many of these plans had worked and so many had not."""
    source: str
    """Where the prior is from."""
    target: Target

    def fits(self, families: Iterable[str]) -> bool:
        """Whether it can mend any of these families."""
        return self.mends == ANY or bool(self.mends & set(families))


def remedy(  # noqa: PLR0913 (a declaration: each keyword is one fact about the remedy)
    *,
    title: str,
    explanation: str,
    rung: int,
    mends: frozenset[str],
    asks: tuple[str, ...],
    measured_after_days: int,
    works: tuple[float, float],
    source: str,
) -> Callable[[Target], Remedy]:
    """Declare the decorated target as a remedy named like its function and file."""

    def declare(target: Target) -> Remedy:
        return Remedy(
            name=target.__name__,
            title=title,
            explanation=explanation,
            rung=rung,
            mends=mends,
            asks=asks,
            measured_after_days=measured_after_days,
            works=works,
            source=source,
            target=target,
        )

    return declare
