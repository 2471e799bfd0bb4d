"""The messages of a client with what was read in them; quoting them into a note."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from amicable.i18n import N_
from amicable.web.messages import records
from amicable.web.messages.client import queries
from amicable.web.messages.pieces import Mark
from amicable.web.messages.queue.queries import Whole, whole, wholes
from amicable.web.portfolio.models import Client
from amicable.web.portfolio.notes import actions as notes
from amicable.web.portfolio.notes.forms import NoteForm
from amicable.web.portfolio.queries import client_seen_by
from amicable.web.rendering import figures, told
from amicable.web.rights import CLIENTS, allow
from amicable.wording import SITUATIONS

PAGE = 20


class _Messages:
    """Messages of a client as a paginator wants them; counted with the piece that is shown."""

    def __init__(self, client_id: str, asked: records.Asked) -> None:
        self.client_id = client_id
        self.asked = asked

    def count(self) -> int:
        return records.messages_of(self.client_id, self.asked, first=0, most=0)[1]

    def __getitem__(self, piece: slice) -> Sequence[records.Row]:
        return records.messages_of(
            self.client_id, self.asked, first=piece.start, most=piece.stop - piece.start
        )[0]


@allow(CLIENTS)
@require_GET
def client_messages(request: HttpRequest, number: int) -> HttpResponse:
    """Messages of a client, latest first, with marks."""
    client = client_seen_by(request.user, number)
    if client.survivor_id:
        return redirect("client_messages", client.survivor_id)
    asked = queries.asked(request.GET.dict())
    page = Paginator(_Messages(client.client_id, asked), PAGE).get_page(request.GET.get("page"))
    carried = request.GET.copy()
    carried.pop("page", None)
    given = {
        "client": client,
        "page": page,
        "shown": wholes(list(page.object_list)),
        "asked": asked,
        "carried": carried.urlencode(),
        "situations": SITUATIONS,
        "counts": records.situations_of(client.client_id),
        "filtered": asked != records.Asked(),
        "writes": request.user.may(CLIENTS, writing=True),
    }
    return render(request, "messages/client_messages.html", given)


@allow(CLIENTS)
@require_GET
def message(request: HttpRequest, number: int, message_id: str) -> HttpResponse:
    """One whole message, each mark explained, and a note to quote it in."""
    client, found = _found(request, number, message_id)
    return _page(request, client, found)


@allow(CLIENTS)
@require_POST
def quote(request: HttpRequest, number: int, message_id: str) -> HttpResponse:
    """Quote the message in a note about the client."""
    client, found = _found(request, number, message_id)
    form = NoteForm(request.POST, person=request.user, client=client)
    if not form.is_valid():
        return _page(request, client, found, form)
    made = notes.add(by=request.user, client=client, **form.cleaned_data)
    messages.success(request, told(N_("The quotation stands among the notes now.")))
    if made.track_id:
        return redirect("track", number, made.track_id)
    return redirect(f"{reverse('client', args=[number])}#notes")


def _found(request: HttpRequest, number: int, message_id: str) -> tuple[Client, records.Row]:
    client = client_seen_by(request.user, number)
    found = records.message_of(client.client_id, message_id)
    if not found:
        raise Http404
    return client, found


def _page(
    request: HttpRequest, client: Client, row: records.Row, form: NoteForm | None = None
) -> HttpResponse:
    shown = whole(row)
    mark = next((one for one in shown.marks if one.reading_id == request.GET.get("mark")), None)
    given: dict[str, Any] = {
        "client": client,
        "one": shown,
        "note_form": form or NoteForm(person=request.user, client=client, initial=_beginning(shown, mark)),
        "writes": request.user.may(CLIENTS, writing=True),
    }
    return render(request, "messages/message.html", given)


def _beginning(shown: Whole, mark: Mark | None) -> dict[str, object]:
    """The note as it is offered: the words that were marked, with their source."""
    row = shown.row
    words = mark.quote if mark else " … ".join(one.quote for one in shown.marks)
    told_of = {
        "words": words or (row["body"] or row["subject"] or "").strip()[:300],
        "day": figures().day(row["sent_on"], "long"),
        "subject": row["subject"] or "?",
    }
    text = told(N_("“{words}” (message of {day}, “{subject}”)"), **told_of)
    return {"kind": "note", "text": text, "happened_on": row["sent_on"]}
