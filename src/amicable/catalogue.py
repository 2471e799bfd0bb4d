"""Finds "one file per item" in a folder; the only registry in the product.

An item's name is its file's name. Files whose name begins with an underscore are not items.
"""

from functools import cache
from importlib import import_module
from importlib.resources import files


@cache
def names(package: str) -> tuple[str, ...]:
    """Names of all items in `package`, in alphabetical order, without importing them."""
    found = (entry.name for entry in files(package).iterdir())
    return tuple(sorted(name[:-3] for name in found if name.endswith(".py") and not name.startswith("_")))


def item(package: str, name: str, attribute: str) -> object:
    """What the item `name` of `package` declares as `attribute`."""
    return getattr(import_module(f"{package}.{name}"), attribute)
