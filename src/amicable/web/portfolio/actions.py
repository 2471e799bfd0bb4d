"""What changes the portfolio's snapshots."""

from collections.abc import Iterator
from datetime import date

import numpy as np
from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from amicable.decision.review import Candidate
from amicable.decision.review import Review as Answer
from amicable.engines.ledger import Ledger
from amicable.engines.linkage import effective
from amicable.i18n import N_
from amicable.web.accounts.models import Person
from amicable.web.diary.actions import write
from amicable.web.jobs.actions import Moved
from amicable.web.portfolio import pictures
from amicable.web.portfolio.models import Client, Review, SavedView, Standing
from amicable.web.portfolio.reviewing import Held, ledger, make, version
from amicable.web.portfolio.searching import searched
from amicable.web.rendering import told

KEPT = 12
"""Snapshots kept; older ones can be made anew from the ledger."""
AT_ONCE = 5000
"""Rows written in one statement."""


def refresh(moved: Moved, by: str, *, as_of: str = "") -> dict[str, object]:
    """Review the portfolio and keep the answer as a snapshot; what is there already is not made again."""
    for path in settings.BEFORE_REVIEW:
        import_string(path)(moved, by)
    moved(told(N_("Reviewing the portfolio")), 0.1)
    opened = ledger()
    held = make(opened, date.fromisoformat(as_of) if as_of else None)
    with held.lock:
        found = Review.objects.filter(as_of=held.answer.as_of, ledger_version=version(opened)).first()
        if not found:
            moved(told(N_("Writing down how each client stands")), 0.6)
            found = _keep(held, version(opened), by)
        follow_links(opened)
    for path in settings.AFTER_REVIEW:
        import_string(path)()
    return {"review": found.pk, "as_of": found.as_of.isoformat(), "named": found.named}


@transaction.atomic
def _keep(held: Held, ledger_version: str, by: str) -> Review:
    answer = held.answer
    clients = _clients(answer)
    found = Review.objects.create(
        as_of=answer.as_of,
        ledger_version=ledger_version,
        criteria=answer.criteria.version,
        currency=answer.facts.evidence.firm.currency,
        clients=len(answer.portfolio.client_id),
        named=answer.named,
        open_named=held.open.named,
        pictures=pictures.of(answer, clients),
        signs=[pictures.sign_on_all(one) for one in answer.signs],
        no_evidence=list(answer.no_evidence),
        automatic=list(answer.machines),
    )
    Standing.objects.bulk_create(_standings(held, found, clients), batch_size=AT_ONCE)
    old = Review.objects.order_by("-made_at").values_list("pk", flat=True)[KEPT:]
    Review.objects.filter(pk__in=list(old)).delete()
    write(
        "portfolio.reviewed", by=by, about=f"review:{found.as_of}", named=found.named, clients=found.clients
    )
    return found


def _clients(answer: Answer) -> dict[str, int]:
    """Every client of the review is known by number: client_id -> number."""
    ids = answer.portfolio.client_id.to_pylist()
    names = answer.portfolio.name.to_pylist()
    rows = [Client(client_id=i, name=(name or i)[:300]) for i, name in zip(ids, names, strict=True)]
    Client.objects.bulk_create(
        rows, batch_size=AT_ONCE, update_conflicts=True, unique_fields=["client_id"], update_fields=["name"]
    )
    return dict(Client.objects.values_list("client_id", "pk").iterator())


@transaction.atomic
def follow_links(opened: Ledger) -> None:
    """Whom the ledger's links tell to be another client points to that one; all others point to nobody."""
    links = effective(opened.links())
    heads = dict(zip(links["alias"].to_pylist(), links["client_id"].to_pylist(), strict=True))
    if not heads and not Client.objects.exclude(survivor=None).exists():
        return
    numbers = dict(Client.objects.values_list("client_id", "pk").iterator())
    changed = []
    for number, client_id, survivor in Client.objects.values_list(
        "pk", "client_id", "survivor_id"
    ).iterator():
        wanted = numbers.get(heads.get(client_id, ""))
        if wanted not in (survivor, number):
            changed.append(Client(pk=number, survivor_id=wanted))
    Client.objects.bulk_update(changed, ["survivor"], batch_size=AT_ONCE)


def _standings(held: Held, review: Review, clients: dict[str, int]) -> Iterator[Standing]:
    """Those with any point with their signs; all others by their sums alone."""
    answer, p = held.answer, held.answer.portfolio
    signs, open_signs = _with_points(answer), _with_points(held.open)
    open_ranks = np.empty(len(p.client_id), np.int64)
    open_ranks[held.open.order] = np.arange(1, len(p.client_id) + 1)
    margin, per_hour = p.margin, p.margin_per_hour
    for rank, i in enumerate(answer.order.tolist(), start=1):
        client_id = p.client_id[i].as_py()
        name = p.name[i].as_py() or client_id
        one, openly = signs.get(client_id), open_signs.get(client_id)
        yield Standing(
            review=review,
            client_id=clients[client_id],
            rank=rank,
            name=name[:300],
            name_searched=searched(name)[:300],
            segment=(p.segment[i].as_py() or "")[:200],
            since_on=p.since_on[i].as_py(),
            ended_on=p.ended_on[i].as_py(),
            course=one.course if one else answer.course(i),
            points=float(answer.points[i]),
            trend=_trend(one) if one else "",
            open_rank=int(open_ranks[i]),
            open_course=openly.course if openly else held.open.course(i),
            open_points=float(held.open.points[i]),
            open_trend=_trend(openly) if openly else "",
            signs=[pictures.sign_on_one(found) for found in one.findings if found.counts] if one else [],
            revenue=round(p.revenue[i]),
            margin=None if np.isnan(margin[i]) else round(margin[i]),
            hours=float(p.seconds[i] / 3600),
            margin_per_hour=None if np.isnan(per_hour[i]) else round(per_hour[i]),
        )


def _with_points(answer: Answer) -> dict[str, Candidate]:
    loud = [int(i) for i in answer.order if answer.points[i] > 0]
    return {one.client_id: one for one in answer.candidates(loud)}


def _trend(one: Candidate) -> str:
    counted = [found.trend.direction for found in one.findings if found.counts]
    return counted[0] if counted and counted[0] != "unknown" else ""


def save_view(person: Person, name: str, question: str) -> SavedView:
    """Keep a question under a name; the name again replaces it."""
    made, _ = SavedView.objects.update_or_create(
        person=person, name=name[:60], defaults={"question": question[:1000]}
    )
    return made


def forget_view(person: Person, number: int) -> None:
    """Drop a saved list of this person."""
    SavedView.objects.filter(person=person, pk=number).delete()
