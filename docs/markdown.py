"""Markdown that the reference pages are made of."""

from collections.abc import Iterable


def code(names: Iterable[str]) -> str:
    """Names as code, in one line."""
    return ", ".join(f"`{name}`" for name in names)


def grid(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A table; nothing where it has no rows."""
    lines = [_line(heads), _line("---" for _ in heads), *(_line(row) for row in rows)]
    return "\n".join(lines) if len(lines) > 2 else ""  # noqa: PLR2004 (a head without rows says nothing)


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
