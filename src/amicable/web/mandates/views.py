"""May I do this now? The answer, the booking, the log, and requests for what is above."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from amicable.decision.mandate import ACTS, month_of
from amicable.i18n import N_
from amicable.refusal import Refusal
from amicable.web.frontline.clock import today
from amicable.web.frontline.queries import LISTED, clients_named, near
from amicable.web.mandates import actions, queries
from amicable.web.mandates.amounts import exactly
from amicable.web.mandates.forms import AnswerForm, QuestionForm
from amicable.web.portfolio.queries import clients_seen_by
from amicable.web.rendering import firm, language, told
from amicable.web.rights import CLIENTS, MANDATES, Role, allow

PAGE = 50
SHORTCUTS = 4
STATES = {"open": N_("waits for an answer"), "granted": N_("granted"), "declined": N_("declined")}


@allow(CLIENTS)
@require_GET
def mandate(request: HttpRequest) -> HttpResponse:
    """The question, and its answer in one glance."""
    asks = bool(request.GET.get("action"))
    form = QuestionForm(request.GET if asks else None, person=request.user)
    given = _question(request, form)
    if asks and form.is_valid():
        wanted = form.wanted()
        found = queries.answered(request.user, wanted.client, wanted.action, wanted.amount, timezone.now())
        given |= {"answer": found, "said": found.said(language()), "wanted": wanted}
    return render(request, "mandates/mandate.html", given)


def _question(request: HttpRequest, form: QuestionForm) -> dict[str, Any]:
    """What the page of the question needs, whether or not it has been asked."""
    person, number = request.user, form["client"].value() or request.GET.get("client", "")
    client = clients_seen_by(person).filter(pk=number).first() if str(number).isdecimal() else None
    listed = clients_named(person, request.GET.get("q", "").strip(), LISTED)
    if client and client not in listed:
        listed.insert(0, client)
    role = Role(person.role)
    lines = {line.action: line for line in queries.in_force().filter(role=role)}
    return {
        "form": form,
        "client": client,
        "listed": listed,
        "shortcuts": near(person, SHORTCUTS),
        "acts": ACTS,
        "lines": lines,
        "answer": None,
        "currency": firm().currency,
        "writes": person.may(CLIENTS, writing=True),
        **_around(request),
    }


def _around(request: HttpRequest) -> dict[str, Any]:
    """What stands on every page of the mandate."""
    return {
        "waiting": queries.waiting_for(request.user).count(),
        "may_set": request.user.may(MANDATES, writing=True),
        "acts": ACTS,
        "exactly": exactly,
    }


@allow(CLIENTS)
@require_POST
def book(request: HttpRequest) -> HttpResponse:
    """Write down that it is done."""
    return _done(
        request, actions.book, N_("It is booked. You can take it back in the log, should it not happen.")
    )


@allow(CLIENTS)
@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Put it before the person whom the mandate names."""
    return _done(request, actions.ask, N_("Your request is on its way. You see the answer under “Requests”."))


def _done(request: HttpRequest, action: Any, thanks: str) -> HttpResponse:  # noqa: ANN401 (one of the actions above)
    form = QuestionForm(request.POST, person=request.user)
    if form.is_valid():
        try:
            action(by=request.user, wanted=form.wanted(), at=timezone.now())
        except Refusal as refusal:
            form.add_error(None, told(refusal.message, **refusal.values))
        else:
            messages.success(request, told(thanks))
            return redirect("mandate_log" if action is actions.book else "mandate_requests")
    return render(request, "mandates/mandate.html", _question(request, form), status=409)


@allow(CLIENTS)
@require_GET
def log(request: HttpRequest) -> HttpResponse:
    """What was given in a month, and how much of each budget is left."""
    month = _month(request)
    found = queries.bookings_seen_by(request.user).filter(month=month)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    everybody = request.user.sees_all_clients
    given = {
        "month": month,
        "before": month_of(date.fromordinal(month.toordinal() - 1)),
        "after": _after(request, month),
        "lines": queries.month_of_lines(month, role="" if everybody else request.user.role),
        "page": page,
        "asked": f"month={month:%Y-%m}",
        "generous": queries.most_generous(request.user, month),
        "writes": request.user.may(CLIENTS, writing=True),
    }
    return render(request, "mandates/log.html", given | _around(request))


def _month(request: HttpRequest) -> date:
    try:
        return date.fromisoformat(f"{request.GET.get('month', '')}-01")
    except ValueError:
        return month_of(today(timezone.now()))


def _after(_request: HttpRequest, month: date) -> date | None:
    following = (
        date(month.year + month.month // 12, month.month % 12 + 1, 1) if month.year < date.max.year else month
    )
    return following if following <= month_of(today(timezone.now())) else None


@allow(CLIENTS)
@require_POST
def take_back(request: HttpRequest, number: int) -> HttpResponse:
    """It was not done after all."""
    found = queries.booking_seen_by(request.user, number)
    try:
        actions.take_back(by=request.user, booking=found, at=timezone.now())
    except Refusal as refusal:
        messages.error(request, told(refusal.message, **refusal.values))
    else:
        messages.success(request, told(N_("Taken back. The budget has it again.")))
    return redirect("mandate_log")


@allow(CLIENTS)
@require_GET
def requests(request: HttpRequest) -> HttpResponse:
    """What waits for an answer, mine to answer first, and what became of the others."""
    return _requests(request)


def _requests(request: HttpRequest, fault: str = "", fault_at: int = 0) -> HttpResponse:
    mine = list(queries.waiting_for(request.user))
    others = queries.requests_seen_by(request.user).exclude(pk__in=[one.pk for one in mine])
    page = Paginator(others, PAGE).get_page(request.GET.get("page"))
    given = {"mine": mine, "page": page, "states": STATES, "fault": fault, "fault_at": fault_at}
    return render(request, "mandates/requests.html", given | _around(request), status=409 if fault else 200)


@allow(CLIENTS)
@require_POST
def answer(request: HttpRequest, number: int) -> HttpResponse:
    """Grant or decline."""
    found, form = queries.request_seen_by(request.user, number), AnswerForm(request.POST)
    if not form.is_valid():
        return _requests(request, " ".join(one for some in form.errors.values() for one in some), number)
    try:
        actions.answer_request(by=request.user, request=found, at=timezone.now(), **form.cleaned_data)
    except Refusal as refusal:
        return _requests(request, told(refusal.message, **refusal.values), number)
    messages.success(request, told(N_("Answered. {person} sees it under “Requests”."), person=found.asked_by))
    return redirect("mandate_requests")
