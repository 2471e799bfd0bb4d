"""What is known about one ending, as far as its tasks depend on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from amicable.i18n import N_

ANCHORS: Mapping[str, str] = {
    "told": N_("the day the client was told"),
    "end": N_("the last day of service"),
    "erase": N_("the day of erasure"),
}
"""Days from which due dates count."""


@dataclass(frozen=True)
class Access:
    """One line of the access register: who can get into what."""

    system: str
    """What is opened: the bank view, the payroll, the domain registrar."""
    holder: str
    """Who holds the access: a person, a role, an integration."""
    side: str
    """"ours": we into theirs; "theirs": they into ours."""
    after: tuple[str, ...] = ()
    """Systems of this register that must be closed first (an agent before the record that re-creates it)."""


@dataclass(frozen=True)
class Ending:
    """One relationship that ends."""

    told_on: date
    end_on: date
    erase_on: date
    """The day on which the last records are erased."""
    trade: str = ""
    """One of `TRADES`, or empty for any service."""
    holds_money: bool = False
    """Money of the client is held: deposits, retainers, client accounts, balances."""
    owes_refund: bool = False
    has_files: bool = True
    has_originals: bool = False
    has_mandates: bool = False
    """We are registered for the client somewhere: tax agent, registered office, bank view."""
    has_deadlines: bool = False
    """Deadlines of the client fall near the end."""
    has_subscriptions: bool = False
    """Licences or subscriptions run on our account for the client."""
    third_parties: tuple[str, ...] = ()
    """Who else has to know: bank, payroll office, subcontractors."""
    successor: str = ""
    """Who takes over, where the client has named somebody."""
    access: tuple[Access, ...] = ()
    cut_off: bool = True
    """Whether contact is to be ended after the end."""

    def anchor(self, name: str) -> date:
        """The day meant by one of `ANCHORS`."""
        return {"told": self.told_on, "end": self.end_on, "erase": self.erase_on}[name]
