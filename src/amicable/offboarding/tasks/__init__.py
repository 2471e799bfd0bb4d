"""One file per task of an offboarding: who does it, by when, after what, with which proof."""

from collections.abc import Mapping
from functools import cache

from amicable import catalogue
from amicable.offboarding.tasks._task import OWNERS, PROOFS, TRADES, Due, Task

__all__ = ["OWNERS", "PROOFS", "TRADES", "Due", "Task", "all_tasks"]


@cache
def all_tasks() -> Mapping[str, Task]:
    """Every task that the product knows, by name."""
    package = "amicable.offboarding.tasks"
    found = {name: catalogue.item(package, name, "TASK") for name in catalogue.names(package)}
    return {name: one.named(name) for name, one in found.items() if isinstance(one, Task)}
