"""All connectors by name."""

from collections.abc import Mapping
from functools import cache

from amicable import catalogue
from amicable.connectors._mapping import Source


@cache
def sources() -> Mapping[str, Source]:
    """Every source whose exports can be read."""
    package = "amicable.connectors"
    return {name: catalogue.item(package, name, "SOURCE") for name in catalogue.names(package)}  # type: ignore[misc]
