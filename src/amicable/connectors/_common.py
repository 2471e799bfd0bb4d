"""What exports of accounting tools have in common: why rows stay out, and clients named in passing."""

from amicable.connectors._mapping import Fill, From, LeaveOut
from amicable.i18n import N_

DRAFT = N_("Drafts were never sent, so they are no debt of the client.")
VOID = N_("Voided and deleted records count for nothing.")
REFUSED = N_("A payment or refund that failed or is still open moved no money.")
TEST = N_("Test records are no real transactions.")
BILL = N_("Bills of suppliers are not evidence about clients.")
SUPPLIER = N_("Suppliers are not clients.")
TOTALS = N_("Title and totals lines only repeat the rows around them.")
OFFER = N_("Quotes and estimates are offers, not invoices.")
TEMPLATE = N_("Recurring invoices are templates; the invoices made from them are read instead.")


def one_of(column: str, *words: str) -> str:
    """The expression that is true where `column` holds one of `words`, which are in small letters."""
    listed = ", ".join(f"'{word}'" for word in words)
    return f"""lower("{column}") in ({listed})"""


def no_drafts(column: str, *words: str) -> LeaveOut:
    """Leaves out rows whose `column` says that they were never sent."""
    return LeaveOut(one_of(column, *words), DRAFT)


def no_voids(column: str, *words: str) -> LeaveOut:
    """Leaves out rows whose `column` says that they were taken back."""
    return LeaveOut(one_of(column, *words), VOID)


def named(client: str | From, name: str | From = "") -> Fill:
    """The client that a row names in passing; without an id of its own the name serves as id."""
    return Fill("clients", {"client_id": client, "name": name or client}, keep="first", mention=True)
