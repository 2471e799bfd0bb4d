"""Assigning employees to a client."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from amicable.i18n import N_
from amicable.web.portfolio import queries
from amicable.web.portfolio.assigning import actions as assigning
from amicable.web.portfolio.assigning.forms import AssignForm
from amicable.web.portfolio.dossier.views import address, page
from amicable.web.rendering import told
from amicable.web.rights import STEER, allow


@allow(STEER)
@require_POST
def assign(request: HttpRequest, number: int) -> HttpResponse:
    """Let one more employee work with the client."""
    client = queries.client_seen_by(request.user, number)
    form = AssignForm(request.POST, client=client)
    if not form.is_valid():
        return page(request, client, assign_form=form)
    person = form.cleaned_data["person"]
    assigning.assign(by=request.user.email, client=client, person=person)
    messages.success(request, told(N_("{person} now sees this client."), person=person))
    return redirect(address(number, request, "#people"))


@allow(STEER)
@require_POST
def unassign(request: HttpRequest, number: int, assignment: int) -> HttpResponse:
    """End an assignment."""
    client = queries.client_seen_by(request.user, number)
    found = get_object_or_404(assigning.assigned(client), pk=assignment)
    assigning.unassign(by=request.user.email, assignment=found)
    messages.success(request, told(N_("{person} no longer sees this client."), person=found.person))
    return redirect(address(number, request, "#people"))
