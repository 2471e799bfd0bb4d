"""After a backup was restored: whoever was erased since it was made is erased again."""

from collections.abc import Iterator
from pathlib import Path

from django.db import transaction

from amicable.engines.erasing import ids_of
from amicable.web.cases.models import Case, Step
from amicable.web.closing.models import Closing, Erasure
from amicable.web.closing.retention.erasing import begun, finish
from amicable.web.closing.retention.listing import hashes, listed
from amicable.web.diary.actions import NOBODY
from amicable.web.portfolio.models import Client
from amicable.web.portfolio.reviewing import ledger


def replay(path: Path | None = None) -> int:
    """Erase again everybody on the list who is here; how many they were."""
    erased = {one for row in listed(path) for one in row.hashes}
    if not erased:
        return 0
    _know_everybody()
    found = [client for client in Client.objects.filter(survivor=None) if erased & set(_hashes(client))]
    for client in found:
        finish(_begun(client))
    return len(found)


def _hashes(client: Client) -> Iterator[str]:
    if not client.client_id.startswith("erased:"):
        yield from hashes(ids_of(ledger(), client.client_id))


def _know_everybody() -> None:
    """Clients of the ledger that no review has met yet are known to the database, too."""
    import pyarrow.parquet as pq  # noqa: PLC0415 (only after a restore)

    files = ledger().files("clients")
    rows = pq.read_table(files, columns=["client_id", "name"], partitioning=None).to_pylist() if files else []
    known = set(Client.objects.values_list("client_id", flat=True))
    Client.objects.bulk_create(
        [
            Client(client_id=row["client_id"], name=row["name"] or "")
            for row in rows
            if row["client_id"] not in known
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def _begun(client: Client) -> Erasure:
    """The steps that led to the erasure were lost with what came after the backup; the last one is written again."""
    for case in Case.objects.filter(client=client):
        Step.objects.create(case=case, action="erase", came_from=case.state, leads_to="erased", by=NOBODY)
    Case.objects.filter(client=client).update(state="erased", before="")
    closing = Closing.objects.filter(case__client=client, erasure=None).first()
    return begun(client, closing=closing, by=NOBODY)
