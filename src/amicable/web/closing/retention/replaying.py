"""After a backup was restored: whoever was erased since it was made is erased again."""

from pathlib import Path

from django.db import transaction

from amicable.web.cases.models import Case, Step
from amicable.web.closing.models import Closing, Erasure
from amicable.web.closing.retention.erasing import begun, finish
from amicable.web.closing.retention.listing import hashes, listed
from amicable.web.diary.actions import NOBODY
from amicable.web.portfolio.models import Client
from amicable.web.portfolio.reviewing import ledger


def replay(path: Path | None = None) -> int:
    """Erase again everybody on the list who is here; how many they were."""
    return len([finish(_begun(client)) for client in back_again(path)])


def back_again(path: Path | None = None) -> list[Client]:
    """Clients on the list of erasures (our own, or the file `path`) who are here all the same, each once."""
    erased = {one for row in listed(path) for one in row.hashes}
    if not erased:
        return []
    names, links = _names(), ledger().links()
    leads = dict(zip(links["alias"].to_pylist(), links["client_id"].to_pylist(), strict=True))
    back = sorted({leads.get(one, one) for one in names if erased.intersection(hashes([one]))})
    return list(dict.fromkeys(_known(one, names.get(one, "")) for one in back))


def _names() -> dict[str, str]:
    """Name of every id in the records and in the database."""
    import pyarrow.parquet as pq  # noqa: PLC0415 (only after a restore)

    files = ledger().files("clients")
    rows = pq.read_table(files, columns=["client_id", "name"], partitioning=None).to_pylist() if files else []
    found = {row["client_id"]: row["name"] or "" for row in rows}
    return found | dict(Client.objects.values_list("client_id", "name"))


def _known(client_id: str, name: str) -> Client:
    """Its row in the database; one that no review has met yet gets one."""
    client, _ = Client.objects.get_or_create(client_id=client_id, defaults={"name": name})
    found: Client = client.survivor or client
    return found


@transaction.atomic
def _begun(client: Client) -> Erasure:
    """The steps that led to the erasure were lost with what came after the backup; the last one is written again."""
    for case in Case.objects.filter(client=client):
        Step.objects.create(case=case, action="erase", came_from=case.state, leads_to="erased", by=NOBODY)
    Case.objects.filter(client=client).update(state="erased", before="")
    closing = Closing.objects.filter(case__client=client, erasure=None).first()
    mine = set(hashes([client.client_id]))
    # the database may remember the first erasure, with its sums, where only the records came back
    counted = any(mine & set(one.hashes) for one in Erasure.objects.exclude(done_at=None))
    return begun(client, closing=closing, by=NOBODY, counted=counted)
