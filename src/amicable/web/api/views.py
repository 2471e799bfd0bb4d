"""Pages about the interface: its operations, one's tokens, the firm's webhooks."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from amicable.i18n import N_
from amicable.web.api import actions
from amicable.web.api.forms import TokenForm, WebhookForm
from amicable.web.api.interface import description
from amicable.web.api.models import Webhook
from amicable.web.api.outbox import EVENTS
from amicable.web.api.scopes import SCOPES
from amicable.web.api.sweeping import wake
from amicable.web.rendering import told
from amicable.web.rights import CONNECT, OPEN, OWN, allow

PAGE = 50


@allow(OPEN)
@require_GET
def openapi(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 (Django's signature)
    """The OpenAPI document, for programs that make programs."""
    return JsonResponse(description())


@allow(OWN)
@require_GET
def operations(request: HttpRequest) -> HttpResponse:
    """Every operation, from the same document."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for route, methods in description()["paths"].items():
        for method, one in methods.items():
            groups.setdefault(one["tags"][0], []).append(
                {**one, "method": method.upper(), "route": route, "body": "requestBody" in one}
            )
    return render(request, "api/operations.html", {"groups": groups, "scopes": SCOPES})


@allow(OWN)
@require_http_methods(["GET", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """One's tokens; a new one is shown once, right here."""
    form = TokenForm(request.POST or None, person=request.user)
    made = None
    if request.method == "POST" and form.is_valid():
        made = actions.make_token(person=request.user, **form.cleaned_data)
        form = TokenForm(person=request.user)
    given = {
        "form": form,
        "made": made,
        "tokens": request.user.tokens.all(),
        "scopes": SCOPES,
        "now": timezone.now(),
    }
    response = render(request, "api/tokens.html", given)
    response.headers["Cache-Control"] = "no-store"
    return response


@allow(OWN)
@require_POST
def end_token(request: HttpRequest, number: int) -> HttpResponse:
    """One of one's tokens stops working."""
    found = get_object_or_404(request.user.tokens, pk=number)
    actions.end_token(found, by=request.user.email)
    messages.success(request, told(N_("The token “{name}” no longer works."), name=found.name))
    return redirect("tokens")


@allow(CONNECT)
@require_http_methods(["GET", "POST"])
def webhooks(request: HttpRequest) -> HttpResponse:
    """The firm's webhooks; the key of a new one is shown once, right here."""
    form = WebhookForm(request.POST or None)
    made = None
    if request.method == "POST" and form.is_valid():
        made = actions.add_webhook(by=request.user.email, **form.cleaned_data)
        form = WebhookForm()
    given = {
        "form": form if request.user.may(CONNECT, writing=True) else None,
        "made": made,
        "signing_key": actions.signing_key(made) if made else "",
        "webhooks": Webhook.objects.all(),
        "events": EVENTS,
    }
    response = render(request, "api/webhooks.html", given)
    response.headers["Cache-Control"] = "no-store"
    return response


@allow(CONNECT)
@require_GET
def webhook(request: HttpRequest, number: int) -> HttpResponse:
    """What was delivered to a webhook, and what waits."""
    found = get_object_or_404(Webhook, pk=number)
    page = Paginator(found.deliveries.all(), PAGE).get_page(request.GET.get("page"))
    writes = request.user.may(CONNECT, writing=True)
    given = {"webhook": found, "page": page, "events": EVENTS, "writes": writes}
    return render(request, "api/webhook.html", given)


@allow(CONNECT)
@require_POST
def try_webhook(request: HttpRequest, number: int) -> HttpResponse:
    """Send something that says nothing, to see whether it arrives."""
    found = get_object_or_404(Webhook, pk=number)
    actions.try_webhook(found, by=request.user.email)
    wake()
    messages.success(request, told(N_("A trial is on its way. Load this page again to see what came of it.")))
    return redirect("webhook", number)


@allow(CONNECT)
@require_POST
def remove_webhook(request: HttpRequest, number: int) -> HttpResponse:
    """Tell it nothing any more."""
    found = get_object_or_404(Webhook, pk=number)
    actions.remove_webhook(found, by=request.user.email)
    messages.success(request, told(N_("The webhook {url} is told nothing any more."), url=found.url))
    return redirect("webhooks")
