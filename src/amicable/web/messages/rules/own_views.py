"""The firm's own rules in the browser: written, proved, tried on the messages there are, taken away."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from amicable.i18n import N_
from amicable.refusal import Refusal
from amicable.web.jobs.actions import begin
from amicable.web.jobs.models import OVER, Job
from amicable.web.messages.rules import actions
from amicable.web.messages.rules.browsing import short
from amicable.web.messages.rules.forms import OwnRuleForm
from amicable.web.portfolio.models import Client
from amicable.web.portfolio.queries import clients_seen_by
from amicable.web.portfolio.reviewing import ledger
from amicable.web.rendering import LANGUAGE_NAMES, language, told
from amicable.web.rights import STEER, allow
from amicable.wording import SITUATIONS, own

READING = f"{actions.read_again.__module__}.{actions.read_again.__name__}"


@allow(STEER)
@require_GET
def own_rules(request: HttpRequest) -> HttpResponse:
    """The firm's own rules, and reading all messages again."""
    given = {
        "rules": own.own_rules(ledger().folder),
        "short": short,
        "situations": SITUATIONS,
        "language_names": LANGUAGE_NAMES,
        "job": Job.objects.filter(function=READING).exclude(state__in=OVER).first(),
        "steers": request.user.may(STEER, writing=True),
    }
    return render(request, "messages/own_rules.html", given)


@allow(STEER)
@require_http_methods(["GET", "POST"])
def write_rule(request: HttpRequest) -> HttpResponse:
    """Write a rule, see what it would mark, keep it."""
    form = OwnRuleForm(request.POST or None, initial=_initial(request))
    preview = None
    if request.method == "POST" and form.is_valid():
        try:
            preview = actions.preview(form.declared())
            if "keep" in request.POST:
                made = actions.save_rule(by=request.user, declared=form.declared())
                messages.success(request, told(N_("The rule is kept. It reads what is imported from now on; to look through the messages that are there, read them again."), name=made.id))  # fmt: skip
                return redirect("own_rules")
        except Refusal as refusal:
            preview = None
            form.add_error(None, told(refusal.message, **refusal.values))
    given: dict[str, Any] = {"form": form, "preview": preview, "clients": _clients(request, preview)}
    return render(request, "messages/write_rule.html", given)


@allow(STEER)
@require_POST
def remove_rule(request: HttpRequest) -> HttpResponse:
    """Take one of the firm's own rules away."""
    if not actions.remove_rule(by=request.user, rule_id=request.POST.get("rule", "")):
        raise Http404
    messages.success(request, told(N_("The rule is gone. What it found is put aside when the messages are read again.")))  # fmt: skip
    return redirect("own_rules")


@allow(STEER)
@require_POST
def read_again(request: HttpRequest) -> HttpResponse:
    """Read all messages by the rules as they are now."""
    if not Job.objects.filter(function=READING).exclude(state__in=OVER).exists():
        begin(actions.read_again, by=request.user.email, language=language())
    return redirect("own_rules")


def _initial(request: HttpRequest) -> dict[str, object]:
    """The rule that is to be changed, as it was written."""
    found = own.declared(ledger().folder, request.GET.get("rule", "")) if request.GET.get("rule") else None
    if not found:
        return {name: request.GET[name] for name in ("language", "situation") if name in request.GET}
    lists = {name: "\n".join(getattr(found, name)) for name in ("phrases", "flags", "passes")}
    plain = {name: getattr(found, name) for name in ("name", "language", "situation", "why")}
    return {**plain, **lists}


def _clients(request: HttpRequest, preview: actions.Preview | None) -> dict[str, Client]:
    ids = {one.client_id for one in preview.examples} if preview else set()
    return {one.client_id: one for one in clients_seen_by(request.user).filter(client_id__in=ids)}
