"""One file per warning sign: evidence in, occasions out."""

from collections.abc import Mapping
from functools import cache

from amicable import catalogue
from amicable.signs._occasions import Occasions
from amicable.signs._sign import FAMILIES, Family, Gravity, Model, Sign, sign

__all__ = ["FAMILIES", "Family", "Gravity", "Model", "Occasions", "Sign", "all_signs", "sign"]


@cache
def all_signs() -> Mapping[str, Sign]:
    """Every warning sign the product knows, by name."""
    return {name: catalogue.item("amicable.signs", name, name) for name in catalogue.names("amicable.signs")}  # type: ignore[misc]
