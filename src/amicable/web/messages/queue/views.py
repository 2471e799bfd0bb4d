"""The pages of the queue: one after the other, as a list, and what was said already."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from amicable.i18n import N_
from amicable.refusal import Refusal
from amicable.web.frontline.entering import enter_when_due
from amicable.web.frontline.queries import incident_seen_by
from amicable.web.frontline.words import KINDS
from amicable.web.messages import records
from amicable.web.messages.models import Verdict
from amicable.web.messages.queue import actions, queries
from amicable.web.messages.queue.queries import INCIDENT, READING, Queue, Waits
from amicable.web.messages.queue.ranking import learned
from amicable.web.portfolio.models import Client
from amicable.web.portfolio.queries import client_seen_by, clients_seen_by
from amicable.web.rendering import LANGUAGE_NAMES, language, told
from amicable.web.rights import CLIENTS, STEER, allow
from amicable.wording import SITUATIONS

PAGE = 25
SKIPPED = "queue_skipped"
MOST_SKIPPED = 300


class _Slices:
    """The queue as a paginator wants it."""

    def __init__(self, found: Queue) -> None:
        self.found = found

    def __len__(self) -> int:
        return len(self.found)

    def __getitem__(self, piece: slice) -> list[Waits]:
        return self.found.piece(piece.start, piece.stop - piece.start)


@allow(CLIENTS)
@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """The first that waits, or the one asked for, with its whole message."""
    found = _asked(request)
    item = _item(request) or next(iter(found.piece(0, 1)), None)
    given = {
        **_around(request, found),
        "item": item,
        "whole": _whole(item),
        "verdict": _said(item),
    }
    return render(request, "messages/queue.html", given)


@allow(CLIENTS)
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """All that waits, a page at a time."""
    found = _asked(request, with_skipped=True)
    page = Paginator(_Slices(found), PAGE).get_page(request.GET.get("page"))
    page.object_list = queries.with_excerpts(list(page.object_list))
    return render(request, "messages/queue_list.html", {**_around(request, found), "page": page})


@allow(CLIENTS)
@require_GET
def judged(request: HttpRequest) -> HttpResponse:
    """What people said, latest first; one's own can be taken back."""
    page = Paginator(queries.given_by(request.user), PAGE).get_page(request.GET.get("page"))
    given = {
        "page": page,
        "titles": _titles(),
        "learned": learned(),
        "language_names": LANGUAGE_NAMES,
        **_rights(request),
    }
    return render(request, "messages/judged.html", given)


@allow(CLIENTS)
@require_POST
def say(request: HttpRequest) -> HttpResponse:
    """Yes, no, or later."""
    kind, _, number = request.POST.get("item", "").partition(":")
    word = request.POST.get("word", "")
    if word == "later":
        request.session[SKIPPED] = [*request.session.get(SKIPPED, []), f"{kind}:{number}"][-MOST_SKIPPED:]
    elif word in ("yes", "no"):
        try:
            _judge(request, kind, number, confirmed=word == "yes")
        except Refusal as refusal:
            messages.error(request, told(refusal.message, **refusal.values))
        else:
            sentence = N_("Confirmed. It counts from the next review on.") if word == "yes" else N_("Rejected. It does not count.")  # fmt: skip
            messages.success(request, told(sentence))
    return redirect(_back(request))


@allow(CLIENTS)
@require_POST
def take_back(request: HttpRequest) -> HttpResponse:
    """Take back one's latest word, or the one asked for."""
    own = Verdict.objects.filter(judged_by=request.user, confirmed__isnull=False)
    number = request.POST.get("verdict", "")
    found = own.filter(pk=number).first() if number.isdecimal() else own.first()
    try:
        actions.take_back(by=request.user, verdict=found)
    except Refusal as refusal:
        messages.error(request, told(refusal.message, **refusal.values))
    else:
        messages.success(request, told(N_("Taken back. It waits for a person again.")))
        if found and found.reading_id and request.POST.get("back") != "judged":
            return redirect(f"{reverse('queue')}?{urlencode({'item': f'{READING}:{found.reading_id}'})}")
    return redirect("judged" if request.POST.get("back") == "judged" else "queue")


@allow(CLIENTS)
@require_POST
def look_again(request: HttpRequest) -> HttpResponse:
    """Bring back what was put off."""
    request.session.pop(SKIPPED, None)
    return redirect("queue")


def _judge(request: HttpRequest, kind: str, number: str, *, confirmed: bool) -> None:
    person, at = request.user, timezone.now()
    if kind == INCIDENT:
        if not person.may(STEER, writing=True):
            raise PermissionDenied
        found = incident_seen_by(person, _uuid(number))
        actions.judge_incident(by=person, incident=found, confirmed=confirmed, at=at)
        enter_when_due(language())
        return
    row, client = _reading(request, number)
    actions.judge_reading(by=person, client=client, reading=row, confirmed=confirmed, at=at)


def _uuid(number: str) -> UUID:
    try:
        return UUID(number)
    except ValueError:
        raise Http404 from None


def _reading(request: HttpRequest, reading_id: str) -> tuple[records.Row, Client]:
    """The reading and its client, if the person sees that client."""
    row = records.reading(reading_id)
    client = clients_seen_by(request.user).filter(client_id=row["client_id"] or "").first() if row else None
    if not row or not client:
        raise Http404
    return row, client


def _item(request: HttpRequest) -> Waits | None:
    """What the address asks for."""
    kind, _, number = request.GET.get("item", "").partition(":")
    if kind == READING:
        row, client = _reading(request, number)
        return queries.of_reading(row, client)
    if kind == INCIDENT:
        return queries.of_incident(incident_seen_by(request.user, _uuid(number)))
    return None


def _whole(item: Waits | None) -> queries.Whole | None:
    if not item or not item.row:
        return None
    found = records.messages_by_id([item.message_id]).get(item.message_id)
    return queries.whole(found) if found else None


def _said(item: Waits | None) -> Verdict | None:
    if not item or item.kind != READING:
        return None
    return Verdict.objects.filter(reading_id=item.number, confirmed__isnull=False).first()


def _asked(request: HttpRequest, *, with_skipped: bool = False) -> Queue:
    situation = request.GET.get("situation", "")
    skipped = [] if with_skipped else request.session.get(SKIPPED, [])
    return queries.queue(request.user, situation=situation if situation in SITUATIONS else "", skipped=skipped, client=_client(request))  # fmt: skip


def _client(request: HttpRequest) -> Client | None:
    number = request.GET.get("client", "")
    return client_seen_by(request.user, int(number)) if number.isascii() and number.isdecimal() else None


def _around(request: HttpRequest, found: Queue) -> dict[str, Any]:
    asked = {name: request.GET[name] for name in ("situation", "client") if request.GET.get(name)}
    return {
        "waiting": len(found),
        "grave": found.grave,
        "asked": urlencode(asked),
        "situation": asked.get("situation", ""),
        "client": _client(request),
        "situations": SITUATIONS,
        "titles": _titles(),
        "skipped": len(request.session.get(SKIPPED, [])),
        "own_last": Verdict.objects.filter(judged_by=request.user, confirmed__isnull=False).exists(),
        **_rights(request),
    }


def _rights(request: HttpRequest) -> dict[str, bool]:
    person = request.user
    return {"judges": person.may(CLIENTS, writing=True), "steers": person.may(STEER, writing=True)}


def _titles() -> dict[str, str]:
    return {name: one.title for name, one in SITUATIONS.items()} | {name: KINDS[name].title for name in ("threat",)}  # fmt: skip


def _back(request: HttpRequest) -> str:
    """The queue as it was filtered."""
    asked = {name: request.POST[name] for name in ("situation", "client") if request.POST.get(name)}
    place = reverse("queue_list") if request.POST.get("back") == "list" else reverse("queue")
    return f"{place}?{urlencode(asked)}" if asked else place
