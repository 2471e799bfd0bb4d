"""One file per part of the letter; its texts lie under the same name in texts/<language>/letter.toml."""

from functools import cache

from amicable import catalogue
from amicable.disengagement.grids import Form, Grid, Listed
from amicable.disengagement.paragraphs._paragraph import GROUPS, Block, Paragraph, paragraph

__all__ = ["GROUPS", "Block", "Form", "Grid", "Listed", "Paragraph", "all_paragraphs", "paragraph"]


@cache
def all_paragraphs() -> tuple[Paragraph, ...]:
    """Every part of the letter, in its order."""
    found: list[Paragraph] = [catalogue.item(__name__, name, name) for name in catalogue.names(__name__)]  # type: ignore[misc]
    return tuple(sorted(found, key=lambda one: (GROUPS.index(one.group), one.order)))
