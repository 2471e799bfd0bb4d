"""What a part of the letter is: which mandatory element it fulfils, where it stands, what it says of a parting."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from amicable.disengagement.grids import Form, Grid, Listed
from amicable.disengagement.parting import Parting
from amicable.disengagement.texts import Section

GROUPS = ("", "ending", "work", "help", "money", "files", "after", "closing")
"""Groups of parts in the order of the letter; the named ones but the last have a heading."""


Block = str | Listed | Grid | Form
"""A sentence of the running text, a list, or an annex."""
Write = Callable[[Parting, Section], Iterator[Block]]


@dataclass(frozen=True)
class Paragraph:
    """One part of the letter. It yields nothing where the parting has nothing to say."""

    name: str
    group: str
    order: int
    element: str
    """The name in duties.ELEMENTS that it fulfils; empty: none."""
    breaks: bool
    """Whether it begins a new paragraph of the running text."""
    write: Write


def paragraph(group: str, order: int, *, element: bool = True, breaks: bool = False) -> Callable[[Write], Paragraph]:  # fmt: skip
    """Declare the decorated function as the part of the letter named like it and its file."""

    def declare(write: Write) -> Paragraph:
        name = write.__name__
        return Paragraph(name, group, order, name if element else "", breaks, write)

    return declare
