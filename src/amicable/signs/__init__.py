"""One file per warning sign: evidence in, occasions out."""

from collections.abc import Mapping
from functools import cache

from amicable import catalogue
from amicable.signs._occasions import Occasions
from amicable.signs._own import declared
from amicable.signs._rows import days_written, exchanges, people_at_work, said, work, written
from amicable.signs._sign import FAMILIES, REMEDIES, Family, Gravity, Model, Side, Sign, sign

__all__ = [
    "FAMILIES",
    "REMEDIES",
    "Family",
    "Gravity",
    "Model",
    "Occasions",
    "Side",
    "Sign",
    "all_signs",
    "days_written",
    "exchanges",
    "people_at_work",
    "said",
    "shipped",
    "sign",
    "work",
    "written",
]


@cache
def shipped() -> Mapping[str, Sign]:
    """The warning signs that come with the product, by name."""
    return {name: catalogue.item("amicable.signs", name, name) for name in catalogue.names("amicable.signs")}  # type: ignore[misc]


def all_signs() -> Mapping[str, Sign]:
    """Every warning sign in use, by name: those that come with the product, then the firm's own."""
    own = declared(frozenset(shipped()))
    return {**shipped(), **own} if own else shipped()
