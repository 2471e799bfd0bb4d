"""Addresses of a client, as the records hold them."""

from amicable.engines.erasing import ids_of, said_of
from amicable.web.portfolio.models import Client
from amicable.web.portfolio.reviewing import ledger


def addresses_of(client: Client) -> tuple[str, ...]:
    """E-mail addresses of the client and its people."""
    opened = ledger()
    ours, others = said_of(opened, ids_of(opened, client.client_id))
    return tuple(sorted(one for one in ours - others if "@" in one and " " not in one))
