"""What a letter is laid out of beside sentences: lists, tables, forms."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Listed:
    """Lines of a list."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """A table that stands in an annex."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: bool = False
    """Whether the last column holds amounts."""
    total_at: int | None = None
    """The row from which on the rows are totals."""


@dataclass(frozen=True)
class Form:
    """Lines to be filled in by hand, in an annex."""

    title: str
    lines: tuple[str, ...]
