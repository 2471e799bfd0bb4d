"""What a line of the script is: its place, its purpose, what not to say with it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from amicable.disengagement.parting import Parting
from amicable.disengagement.texts import Section

Speak = Callable[[Parting, Section], Iterator[str]]


@dataclass(frozen=True)
class Line:
    """One line of the script. It yields nothing where there is nothing true to say."""

    name: str
    order: int
    title: str
    purpose: str
    avoid: str
    """What not to say here; empty: nothing in particular."""
    speak: Speak


def line(order: int, *, title: str, purpose: str, avoid: str = "") -> Callable[[Speak], Line]:
    """Declare the decorated function as the line of the script named like it and its file."""

    def declare(speak: Speak) -> Line:
        return Line(speak.__name__, order, title, purpose, avoid, speak)

    return declare
