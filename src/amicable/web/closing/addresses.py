"""How a client is reached: addresses and language, as the records hold them."""

from amicable.engines.erasing import ids_of, said_of
from amicable.i18n import LANGUAGES
from amicable.web.portfolio.models import Client
from amicable.web.portfolio.reviewing import ledger
from amicable.web.rendering import language


def addresses_of(client: Client) -> tuple[str, ...]:
    """E-mail addresses of the client and its people."""
    opened = ledger()
    ours, others = said_of(opened, ids_of(opened, client.client_id))
    return tuple(sorted(one for one in ours - others if "@" in one and " " not in one))


def language_of(client: Client) -> str:
    """The client's language, where the records know it and the product speaks it; else the reader's."""
    import pyarrow.parquet as pq  # noqa: PLC0415 (only where somebody writes to the client)

    opened = ledger()
    own = [("client_id", "in", sorted(ids_of(opened, client.client_id)))]
    files = opened.files("clients")
    known = pq.read_table(files, columns=["language"], partitioning=None, filters=own)["language"] if files else []  # fmt: skip
    return next((str(one) for one in known if str(one) in LANGUAGES), language())
