"""Confidential tracks about a client."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from amicable.i18n import N_
from amicable.refusal import Refusal
from amicable.web.portfolio import queries
from amicable.web.portfolio.dossier.views import page
from amicable.web.portfolio.models import Client, Track
from amicable.web.portfolio.notes import actions as notes
from amicable.web.portfolio.notes.forms import NoteForm
from amicable.web.portfolio.tracks import actions as tracks
from amicable.web.portfolio.tracks.forms import NamedForm, TrackForm
from amicable.web.rendering import told
from amicable.web.rights import CLIENTS, STEER, allow


@allow(STEER)
@require_POST
def open_track(request: HttpRequest, number: int) -> HttpResponse:
    """Open a track about a client."""
    client = queries.client_seen_by(request.user, number)
    form = TrackForm(request.POST, person=request.user, client=client)
    if not form.is_valid():
        return page(request, client, track_form=form)
    made = tracks.open_track(by=request.user, client=client, **form.cleaned_data)
    messages.success(request, told(N_("The track is open. Only the people named on it know that it exists.")))
    return redirect("track", number, made.pk)


@allow(CLIENTS)
@require_GET
def track(request: HttpRequest, number: int, track: int) -> HttpResponse:
    """A track: who is named on it, and the notes on it."""
    client, found = _seen(request, number, track)
    return _page(request, client, found, NamedForm(track=found))


@allow(STEER)
@require_POST
def name_on_track(request: HttpRequest, number: int, track: int) -> HttpResponse:
    """Let one more person see the track."""
    client, found = _seen(request, number, track)
    form = NamedForm(request.POST, track=found)
    if not form.is_valid():
        return _page(request, client, found, form)
    tracks.name_on(by=request.user, track=found, person=form.cleaned_data["person"])
    return redirect("track", number, found.pk)


@allow(STEER)
@require_POST
def take_off_track(request: HttpRequest, number: int, track: int, person: int) -> HttpResponse:
    """Hide the track from a person again."""
    _, found = _seen(request, number, track)
    named = get_object_or_404(found.people, pk=person)
    try:
        tracks.take_off(by=request.user, track=found, person=named)
    except Refusal as refusal:
        messages.error(request, told(refusal.message, **refusal.values))
        return redirect("track", number, found.pk)
    return redirect("client", number) if named == request.user else redirect("track", number, found.pk)


def _seen(request: HttpRequest, number: int, track: int) -> tuple[Client, Track]:
    """The client and the track; for whoever is not named on it there is none."""
    client = queries.client_seen_by(request.user, number)
    return client, get_object_or_404(tracks.seen_by(request.user, client), pk=track)


def _page(request: HttpRequest, client: Client, found: Track, form: NamedForm) -> HttpResponse:
    note_form = NoteForm(person=request.user, client=client)
    note_form.initial["track"] = found.pk
    given = {
        "client": client,
        "track": found,
        "named": found.people.all(),
        "notes": notes.seen_by(request.user, client).filter(track=found),
        "form": form,
        "note_form": note_form,
        "carried": "",
        "may_write": request.user.may(CLIENTS, writing=True),
        "may_steer": request.user.may(STEER, writing=True),
    }
    return render(request, "portfolio/client_track.html", given)
