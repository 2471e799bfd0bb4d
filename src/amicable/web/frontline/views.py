"""Pages of the front line."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from amicable.i18n import N_
from amicable.refusal import Refusal
from amicable.web.frontline import actions, queries
from amicable.web.frontline.clock import today
from amicable.web.frontline.contents import ACCEPTED
from amicable.web.frontline.entering import enter_when_due
from amicable.web.frontline.forms import LARGEST, IncidentForm, PulseForm
from amicable.web.frontline.models import GRAVE, Attachment, Incident
from amicable.web.frontline.words import KINDS, SCORES
from amicable.web.portfolio.models import Client
from amicable.web.portfolio.queries import client_seen_by, clients_seen_by
from amicable.web.rendering import language, told
from amicable.web.rights import CLIENTS, STEER, allow

PAGE = 50
CARDS = 24
SHORTCUTS = 4
"""Clients that one tap chooses."""
SHOWN = {"": N_("All"), "open": N_("Not yet confirmed"), "confirmed": N_("Confirmed")}


@allow(CLIENTS)
@require_GET
def my_clients(request: HttpRequest) -> HttpResponse:
    """The clients of the person who looks, and what to ask them about today."""
    person, day = request.user, today(timezone.now())
    words = request.GET.get("q", "").strip()
    page = Paginator(queries.assigned(person, words), CARDS).get_page(request.GET.get("page"))
    given = {
        "page": page,
        "cards": queries.cards(person, list(page.object_list), day),
        "prompts": queries.prompts(person, day) if person.may(CLIENTS, writing=True) else [],
        "waiting": queries.waiting(person) if person.may(STEER, writing=True) else 0,
        "words": words,
        "today": day,
        "writes": person.may(CLIENTS, writing=True),
        "kinds": KINDS,
        "scores": SCORES,
    }
    return render(request, "frontline/my_clients.html", given)


@allow(CLIENTS)
@require_GET
def incidents(request: HttpRequest) -> HttpResponse:
    """Incidents that the person may see, latest first."""
    shown = request.GET.get("shown", "")
    shown = shown if shown in SHOWN else ""
    client = _client_asked_for(request)
    page = Paginator(queries.listed(request.user, shown, client), PAGE).get_page(request.GET.get("page"))
    asked = request.GET.copy()
    asked.pop("page", None)
    given = {
        "page": page,
        "shown": shown,
        "filters": SHOWN,
        "client": client,
        "asked": asked.urlencode(),
        "kinds": KINDS,
        "grave": GRAVE,
        "waiting": queries.waiting(request.user) if request.user.may(STEER, writing=True) else 0,
        "writes": request.user.may(CLIENTS, writing=True),
    }
    return render(request, "frontline/incidents.html", given)


@allow(CLIENTS)
@require_http_methods(["GET", "POST"])
def log_incident(request: HttpRequest) -> HttpResponse:
    """Write down an incident: client, what, words; the rest if there is time."""
    at = timezone.now()
    form = _incident_form(request, initial={"happened_on": today(at), "client": _client_asked_for(request)})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.log_incident(
                by=request.user, told=form.said(), at=at, track=form.cleaned_data["track"]
            )
        except Refusal as refusal:
            form.add_error(None, told(refusal.message, **refusal.values))
        else:
            enter_when_due(language())
            return redirect("incident_thanks", number=made.pk)
    return render(request, "frontline/log_incident.html", _form_page(request, form))


@allow(CLIENTS)
@require_http_methods(["GET", "POST"])
def change_incident(request: HttpRequest, number: UUID) -> HttpResponse:
    """Say it better, within a day."""
    found = queries.own_incident(request.user, number)
    initial = {"client": found.client, "kind": found.kind, "happened_on": found.happened_on, "note": found.note, "witnesses": found.witnesses.all()}  # fmt: skip
    form = _incident_form(request, initial=initial, incident=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_incident(by=request.user, incident=found, told=form.said(), at=timezone.now())
        except Refusal as refusal:
            form.add_error(None, told(refusal.message, **refusal.values))
        else:
            enter_when_due(language())
            messages.success(request, told(N_("Changed. How it read before is kept with it.")))
            return redirect("incident", number=found.pk)
    return render(request, "frontline/log_incident.html", _form_page(request, form, found))


def _incident_form(
    request: HttpRequest, *, initial: dict[str, Any], incident: Incident | None = None
) -> IncidentForm:
    return IncidentForm(
        request.POST or None,
        request.FILES or None,
        person=request.user,
        today=today(timezone.now()),
        incident=incident,
        initial=initial,
    )


def _form_page(request: HttpRequest, form: IncidentForm, incident: Incident | None = None) -> dict[str, Any]:
    chosen = form["client"].value()
    number = chosen.pk if isinstance(chosen, Client) else chosen
    client = clients_seen_by(request.user).filter(pk=number).first() if str(number or "").isdigit() else None
    listed = queries.clients_named(request.user, request.GET.get("q", "").strip(), queries.LISTED)
    if client and client not in listed:
        listed.insert(0, client)
    return {
        "form": form,
        "incident": incident,
        "client": client,
        "listed": listed,
        "shortcuts": queries.near(request.user, SHORTCUTS),
        "kinds": KINDS,
        "tracks": list(queries.tracks_of(request.user)) if not incident else [],
        "chosen_witnesses": {str(getattr(one, "pk", one)) for one in form["witnesses"].value() or ()},
        "colleagues": queries.colleagues(request.user),
        "accepted": ACCEPTED,
        "largest": LARGEST,
        "writes": request.user.may(CLIENTS, writing=True),
    }


@allow(CLIENTS)
@require_GET
def find_clients(request: HttpRequest) -> HttpResponse:
    """Clients whose name fits, as choices of the search field."""
    found = queries.clients_named(request.user, request.GET.get("words", "").strip()[:100])
    return render(request, "frontline/_choices.html", {"choices": found})


@allow(CLIENTS)
@require_GET
def thanks(request: HttpRequest, number: UUID) -> HttpResponse:
    """It is written down: what happens next, and where there is help."""
    found = queries.own_incident(request.user, number)
    given = {"incident": found, "kinds": KINDS, **_what_may_be_done(request, found)}
    return render(request, "frontline/thanks.html", given | {"confirmers": _second_people(found)})


@allow(CLIENTS)
@require_GET
def incident(request: HttpRequest, number: UUID) -> HttpResponse:
    """One incident with everything that belongs to it."""
    found = queries.incident_seen_by(request.user, number)
    given = {"incident": found, "kinds": KINDS, **_what_may_be_done(request, found)}
    return render(request, "frontline/incident.html", given | {"confirmers": _second_people(found)})


def _what_may_be_done(request: HttpRequest, found: Incident) -> dict[str, bool]:
    at, own = timezone.now(), found.reported_by_id == request.user.pk
    writes = own and request.user.may(CLIENTS, writing=True)
    return {
        "own": own,
        "may_take_back": writes and at <= found.taken_back_until and not found.entered,
        "may_change": writes and at <= found.changed_until,
        "may_confirm": not own and not found.confirmed_by_id and request.user.may(STEER, writing=True),
    }


def _second_people(found: Incident) -> list[object]:
    """Who may confirm it: of a confidential one, only those named on its track."""
    people = queries.confirmers().exclude(pk=found.reported_by_id)
    return list(people.filter(tracks=found.track) if found.track_id else people)


@allow(CLIENTS)
@require_POST
def take_back(request: HttpRequest, number: UUID) -> HttpResponse:
    """Undo within ten minutes."""
    found = queries.own_incident(request.user, number)
    try:
        actions.take_back(by=request.user, incident=found, at=timezone.now())
    except Refusal as refusal:
        messages.error(request, told(refusal.message, **refusal.values))
        return redirect("incident", number=found.pk)
    messages.success(request, told(N_("Taken back: the words and files are gone.")))
    return redirect("incidents")


@allow(STEER)
@require_POST
def confirm(request: HttpRequest, number: UUID) -> HttpResponse:
    """Say as a second person that it happened so."""
    found = queries.incident_seen_by(request.user, number)
    try:
        actions.confirm(by=request.user, incident=found, at=timezone.now())
    except Refusal as refusal:
        messages.error(request, told(refusal.message, **refusal.values))
    else:
        enter_when_due(language())
        messages.success(request, told(N_("Confirmed. It counts from the next review on.")))
    return redirect("incident", number=found.pk)


@allow(CLIENTS)
@require_GET
def attachment(request: HttpRequest, number: UUID, attachment: UUID) -> FileResponse:
    """A photo or file of an incident, to be kept and never shown in the page."""
    found = queries.incident_seen_by(request.user, number)
    kept = Attachment.objects.filter(incident=found, pk=attachment).first()
    if not kept or not kept.place.exists():
        raise Http404
    response = FileResponse(
        kept.place.open("rb"), as_attachment=True, filename=kept.name, content_type=kept.content_type
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response


@allow(CLIENTS)
@require_http_methods(["GET", "POST"])
def give_pulse(request: HttpRequest, number: int) -> HttpResponse:
    """How it is to work with a client: one tap, and words for those who want them."""
    client, at = client_seen_by(request.user, number), timezone.now()
    form = PulseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = actions.give_pulse(by=request.user, client=client, asked_on=today(at), at=at, **form.cleaned_data)  # fmt: skip
        enter_when_due(language())
        if request.headers.get("HX-Request"):
            page = {"client": client, "given": given, "scores": SCORES, "noted": bool(given.note)}
            return render(request, "frontline/_pulse.html", page)
        return redirect("give_pulse", number=number)
    said = queries.answers(request.user, client, today(at))
    own_today = next((one for one in said.own if one.asked_on == today(at)), None)
    page = {"client": client, "said": said, "given": own_today, "form": form, "scores": SCORES, "noted": bool(own_today and own_today.note), "writes": request.user.may(CLIENTS, writing=True)}  # fmt: skip
    return render(request, "frontline/pulse.html", page)


def _client_asked_for(request: HttpRequest) -> Client | None:
    """The client that the address names, if the person sees it."""
    number = request.GET.get("client", "")
    return clients_seen_by(request.user).filter(pk=number).first() if number.isdecimal() else None
