"""The dossier of one client, its timeline, and the rows of the ledger behind it."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from amicable.evidence import schema
from amicable.web.portfolio import forms, profiles, queries
from amicable.web.portfolio.assigning.actions import assigned
from amicable.web.portfolio.assigning.forms import AssignForm
from amicable.web.portfolio.dossier import money
from amicable.web.portfolio.dossier import timeline as dossier_timeline
from amicable.web.portfolio.dossier import words as dossier_words
from amicable.web.portfolio.dossier.ahead_views import of_file
from amicable.web.portfolio.dossier.evidence import fields, origin
from amicable.web.portfolio.dossier.file import File, fact, opened
from amicable.web.portfolio.models import Client
from amicable.web.portfolio.notes import actions as notes
from amicable.web.portfolio.notes.forms import NoteForm
from amicable.web.portfolio.tracks import actions as tracks
from amicable.web.portfolio.tracks.forms import TrackForm
from amicable.web.rights import AUDIT, CLIENTS, RUN, STEER, allow

MOST = 100_000
"""Entries of a timeline that an address may ask for."""
ACTS = {
    "open_case": "scale",
    "client_messages": "mail",
    "log_incident": "pencil-plus",
    "give_pulse": "mood-smile",
    "mandate": "hand-stop",
}
"""Pages of the front line that begin with a client, and their icons."""


@allow(CLIENTS)
@require_GET
def client(request: HttpRequest, number: int) -> HttpResponse:
    """The dossier of one client; one that was recognised as another leads there."""
    found = queries.client_seen_by(request.user, number)
    if found.survivor_id:
        return redirect(address(found.survivor_id, request))
    return page(request, found)


def page(request: HttpRequest, found: Client, **bound: Any) -> HttpResponse:  # noqa: ANN401 (forms that were sent and refused)
    """The page of a client; `bound`: forms to show again with what is wrong in them."""
    file = opened(found.client_id, _day(request), request.user)
    given = {
        "client": found,
        "file": file,
        "carried": carried(request),
        "no_such_day": bool(forms.day(request.GET)) and not _day(request),
        **_around(request, found),
        **_forms(request, found, bound),
        **(_read(request, file) if file else {}),
    }
    return render(request, "portfolio/client.html", given)


@allow(CLIENTS)
@require_GET
def timeline(request: HttpRequest, number: int) -> HttpResponse:
    """The documented situations alone, of one kind if it is asked for."""
    found = queries.client_seen_by(request.user, number)
    file = opened(found.client_id, _day(request), request.user)
    if not file:
        raise Http404
    given = {"client": found, "carried": carried(request), **_timeline(request, file)}
    return render(request, "portfolio/_dossier_timeline.html", given)


@allow(CLIENTS)
@require_GET
def evidence(request: HttpRequest, number: int, table: str, evidence_id: str) -> HttpResponse:
    """One row of the ledger about this client, column by column."""
    found = queries.client_seen_by(request.user, number)
    row = fact(found.client_id, table, evidence_id, _day(request), request.user)
    if row is None:
        raise Http404
    file = opened(found.client_id, _day(request), request.user)
    told_of = [one for one in dossier_timeline.all_entries(file) if (one.table, one.evidence_id) == (table, evidence_id)] if file else []  # fmt: skip
    given = {
        "client": found,
        "about": schema(table).about,
        "table": table,
        "evidence_id": evidence_id,
        "fields": fields(table, row),
        "origin": origin(row),
        "told_of": told_of,
        "carried": carried(request),
    }
    return render(request, "portfolio/client_evidence.html", given)


def address(number: int, request: HttpRequest, anchor: str = "") -> str:
    """The dossier of a client as of the day that is being looked at."""
    return f"{reverse('client', args=[number])}{carried(request)}{anchor}"


def carried(request: HttpRequest) -> str:
    """The day that is being looked at, as the end of an address; empty for the latest."""
    day = _day(request)
    return f"?as_of={day.isoformat()}" if day else ""


def _day(request: HttpRequest) -> date | None:
    """The day asked for; only days of which there is a review, because each costs a review in memory."""
    asked = forms.day(request.GET)
    return asked if asked and queries.latest_review(asked) else None


def _read(request: HttpRequest, file: File) -> dict[str, Any]:
    """What is read in the records."""
    signs = dossier_words.signs(file.dossier)
    nowhere, not_here = dossier_words.unmeasured(file.dossier)
    return {
        "verdict": dossier_words.verdict(file.dossier),
        "place": dossier_words.place(file.dossier),
        "strong": [one for one in signs if one.counts],
        "faint": [one for one in signs if not one.counts],
        "nowhere": ", ".join(nowhere),
        "not_here": ", ".join(not_here),
        "unknowns": dossier_words.unknowns(file),
        "agreements": dossier_words.agreements(file),
        "country": dossier_words.country(file),
        "roles": dossier_words.roles(file),
        "lines": money.lines(file),
        "account": money.picture(file),
        "future": money.future(file.dossier),
        "origins": money.origins(file.dossier),
        "sides": profiles.rows(file.chart),
        "learned": profiles.learned(file.chart),
        "together": profiles.together(file.chart),
        "ours": dossier_timeline.ours(file),
        **of_file(file, file.dossier.client.client_id),
        **_timeline(request, file),
    }


def _timeline(request: HttpRequest, file: File) -> dict[str, Any]:
    kinds = dossier_timeline.kinds(file)
    kind = request.GET.get("kind", "")
    kind = kind if kind in {name for name, _, _ in kinds} else ""
    asked = request.GET.get("show", "")
    most = min(int(asked), MOST) if asked.isascii() and asked.isdigit() and asked else dossier_timeline.FIRST
    more = urlencode({**({"kind": kind} if kind else {}), "show": most + dossier_timeline.MORE, **_as_of(request)})  # fmt: skip
    shown = dossier_timeline.timeline(file, kind=kind, most=max(most, 1))
    return {"timeline": shown, "kinds": kinds, "kind": kind, "more": more, "as_of": _as_of(request)}


def _as_of(request: HttpRequest) -> dict[str, str]:
    day = _day(request)
    return {"as_of": day.isoformat()} if day else {}


def _around(request: HttpRequest, found: Client) -> dict[str, Any]:
    """What people wrote and settled about the client, and what this person may do."""
    seen = notes.seen_by(request.user, found)
    return {
        "notes": [one for one in seen if one.kind == "note"],
        "tried": [one for one in seen if one.kind == "tried"],
        "assigned": assigned(found),
        "tracks": tracks.seen_by(request.user, found),
        "may_write": request.user.may(CLIENTS, writing=True),
        "may_steer": request.user.may(STEER, writing=True),
        "may_audit": request.user.may(AUDIT),
        "may_run": request.user.may(RUN, writing=True),
        "may_read_outlook": request.user.may(STEER),
        "acts": {name: (_front(name, found), symbol) for name, symbol in ACTS.items() if _front(name, found)},
    }


def _forms(request: HttpRequest, found: Client, bound: dict[str, Any]) -> dict[str, Any]:
    return {
        "note_form": bound.get("note_form") or NoteForm(person=request.user, client=found),
        "assign_form": bound.get("assign_form") or AssignForm(client=found),
        "track_form": bound.get("track_form") or TrackForm(person=request.user, client=found),
    }


def _front(name: str, found: Client) -> str:
    """Where the front line begins with this client; empty where that page does not exist."""
    try:
        return reverse(name, args=[found.pk])
    except NoReverseMatch:
        pass
    try:
        return f"{reverse(name)}?client={found.pk}"
    except NoReverseMatch:
        return ""
