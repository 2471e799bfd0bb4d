"""What a sign is that can be seen early."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from amicable.catalogue import item, names
from amicable.i18n import N_

PACKAGE = "amicable.screening.early"
ANSWERS = {"unknown": N_("Not looked at"), "no": N_("No"), "a_little": N_("A little"), "yes": N_("Clearly")}
"""Whether it was seen; nobody is blamed for what nobody looked at."""


@dataclass(frozen=True)
class Early:
    """One sign that can be seen before anything is signed, and how to look for it."""

    name: str
    order: int
    title: str
    ask: str
    """A question, or something to try."""
    listen_for: str
    family: str
    """The family of warning signs that it announces."""
    clause: str
    """The clause of an agreement that helps against it."""
    grave: bool = False
    """Whether one clear sight is enough."""


@cache
def all_early() -> Mapping[str, Early]:
    """Every early sign by its name, in their order."""
    found = [
        one for one in (item(PACKAGE, name, "EARLY") for name in names(PACKAGE)) if isinstance(one, Early)
    ]
    return {one.name: one for one in sorted(found, key=lambda one: one.order)}
