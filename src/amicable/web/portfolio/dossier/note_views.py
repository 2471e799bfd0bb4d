"""Writing notes about a client, and taking them back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from amicable.i18n import N_
from amicable.web.portfolio import queries
from amicable.web.portfolio.dossier.views import address, page
from amicable.web.portfolio.notes import actions as notes
from amicable.web.portfolio.notes.forms import NoteForm
from amicable.web.rendering import told
from amicable.web.rights import CLIENTS, allow


@allow(CLIENTS)
@require_POST
def add_note(request: HttpRequest, number: int) -> HttpResponse:
    """Write a note, or what was tried."""
    client = queries.client_seen_by(request.user, number)
    form = NoteForm(request.POST, person=request.user, client=client)
    if not form.is_valid():
        return page(request, client, note_form=form)
    made = notes.add(by=request.user, client=client, **form.cleaned_data)
    messages.success(request, told(N_("It is written down.")))
    if made.track_id:
        return redirect("track", number, made.track_id)
    return redirect(address(number, request, "#notes"))


@allow(CLIENTS)
@require_POST
def withdraw_note(request: HttpRequest, number: int, note: int) -> HttpResponse:
    """Take back a note of one's own."""
    client = queries.client_seen_by(request.user, number)
    found = get_object_or_404(notes.own(request.user, client), pk=note)
    notes.withdraw(by=request.user, note=found)
    messages.success(request, told(N_("The note is taken back. It stays here, struck through, because others may have read it.")))  # fmt: skip
    if found.track_id:
        return redirect("track", number, found.track_id)
    return redirect(address(number, request, "#notes"))
