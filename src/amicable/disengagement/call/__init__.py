"""One file per line of the conversation; its texts lie under the same name in texts/<language>/script.toml."""

from functools import cache

from amicable import catalogue
from amicable.disengagement.call._line import Line, line

__all__ = ["Line", "all_lines", "line"]


@cache
def all_lines() -> tuple[Line, ...]:
    """Every line of the script, in the order in which it is spoken."""
    found: list[Line] = [catalogue.item(__name__, name, name) for name in catalogue.names(__name__)]  # type: ignore[misc]
    return tuple(sorted(found, key=lambda one: one.order))
