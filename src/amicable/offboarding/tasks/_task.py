"""What a task is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from amicable.i18n import N_
from amicable.offboarding.ending import Ending

OWNERS: Mapping[str, str] = {
    "speaker": N_("Whoever spoke with the client"),
    "coordinator": N_("Coordinator"),
    "manager": N_("Manager of the client"),
    "owner": N_("Owner"),
    "books": N_("Whoever keeps our books"),
    "systems": N_("Whoever looks after our systems"),
}
"""Who a task falls to, until a person is named."""
PROOFS: Mapping[str, str] = {
    "word": N_("A person says that it is done"),
    "note": N_("A note of what was done"),
    "file": N_("A file: a confirmation, a screenshot, a receipt"),
    "client": N_("The client confirms it"),
    "system": N_("Amicable sees it by itself"),
}
"""What shows that a task is done."""
TRADES: Mapping[str, str] = {
    "accounting": N_("Accounting and tax"),
    "law": N_("Law"),
    "medicine": N_("Medicine"),
    "it": N_("IT services"),
    "agency": N_("Agencies and design"),
    "shop": N_("Shops"),
}
"""Trades with tasks of their own."""


@dataclass(frozen=True)
class Due:
    """When a task is due: so many working days after (before, where negative) one of `ANCHORS`."""

    anchor: str
    days: int = 0


def _always(_: Ending) -> bool:
    return True


@dataclass(frozen=True, kw_only=True)
class Task:
    """One task of an offboarding."""

    title: str
    why: str
    """What goes wrong without it; shown beside the task."""
    owner: str
    due: Due
    proof: str = "word"
    after: tuple[str, ...] = ()
    """Tasks that must be done or accepted as exceptions before this one may be ticked."""
    trades: tuple[str, ...] = ()
    """Empty: any trade."""
    applies: Callable[[Ending], bool] = _always
    client_sees: str = ""
    """How the portal says it to the client; empty: the client does not see it."""
    may_be_waived: bool = True
    """Whether somebody may accept by name that it is not done."""
    name: str = ""

    def named(self, name: str) -> "Task":
        """The same task, called like its file."""
        return replace(self, name=name)

    def wanted(self, ending: Ending) -> bool:
        """Whether this ending has the task at all."""
        return (not self.trades or ending.trade in self.trades) and self.applies(ending)
