"""The page of the client as the firm sees it: what is released, links, what came back."""

from typing import Any

from csp.constants import NONE
from csp.decorators import csp_replace
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.views.decorators.http import require_GET, require_POST

from amicable.i18n import LANGUAGES, N_
from amicable.refusal import Refusal
from amicable.web.cases.models import Case
from amicable.web.cases.queries import case_seen_by
from amicable.web.closing.frame import around
from amicable.web.closing.models import Closing
from amicable.web.closing.queries import closing_of, closing_seen_by
from amicable.web.portal.door.codes import still_open
from amicable.web.portal.firm import arriving, links, released
from amicable.web.portal.firm.forms import LinkForm, ReleaseForm, first_link, first_release
from amicable.web.portal.models import Word
from amicable.web.portal.page.reading import page_of
from amicable.web.rendering import LANGUAGE_NAMES, firm, told
from amicable.web.rights import RUN, allow

KINDS = {
    "complete": N_("Everything has arrived"),
    "missing": N_("Something is missing"),
    "acknowledged": N_("Acknowledged"),
    "question": N_("A question about the handover"),
    "contest": N_("Sees it differently"),
}


@allow(RUN)
def portal(request: HttpRequest, number: int) -> HttpResponse:
    """Everything about the client's page; what is released is changed here."""
    case = case_seen_by(request.user, number)
    closing = closing_of(case)
    if not closing:
        return render(request, "portal/firm_early.html", around(request, case))
    release = released.release_of(case)
    form = ReleaseForm(request.POST or None, initial=first_release(release))
    if request.method == "POST" and form.is_valid():
        try:
            released.put(by=request.user, case=case, today=timezone.localdate(), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, told(refusal.message, **refusal.values))
        else:
            messages.success(request, told(N_("The client's page shows this from now on.")))
            return redirect("portal_firm", number)
    return _shown(request, case, closing, form, LinkForm(initial=first_link(closing)))


def _shown(
    request: HttpRequest, case: Case, closing: Closing, form: ReleaseForm, link_form: LinkForm
) -> HttpResponse:
    now, all_links = timezone.now(), list(case.portal_links.all())
    live = [one for one in all_links if one.revoked_at is None and one.expires_at > now]
    given: dict[str, Any] = {
        "form": form,
        "link_form": link_form,
        "links": all_links,
        "live": live,
        "is_open": case.portal_links.filter(still_open(now)).exists(),
        "mails": arriving.mails(all_links),
        "known": arriving.known(case, live, timezone.localdate()),
        "words": case.words.select_related("link", "answered_by"),
        "kinds": KINDS,
        "choices": LANGUAGE_NAMES,
        "now": now,
    }
    return render(request, "portal/firm.html", around(request, case, closing) | given)


@allow(RUN)
@require_POST
def send_link(request: HttpRequest, number: int) -> HttpResponse:
    """Make a link and send it."""
    closing = closing_seen_by(request.user, number)
    form = LinkForm(request.POST)
    if form.is_valid():
        try:
            made = links.make(by=request.user, closing=closing, to=links.To(**form.cleaned_data))
        except Refusal as refusal:
            form.add_error(None, told(refusal.message, **refusal.values))
        else:
            messages.success(
                request, told(N_("The link goes to {email} within a minute."), email=made.to_email)
            )
            return redirect("portal_firm", number)
    release = ReleaseForm(initial=first_release(released.release_of(closing.case)))
    return _shown(request, closing.case, closing, release, form)


@allow(RUN)
@require_POST
def end_link(request: HttpRequest, number: int, link: int) -> HttpResponse:
    """End a link."""
    closing = closing_seen_by(request.user, number)
    links.end(by=request.user, link=get_object_or_404(closing.case.portal_links, pk=link), now=timezone.now())
    messages.success(request, told(N_("The link leads nowhere from now on.")))
    return redirect("portal_firm", number)


@allow(RUN)
@require_POST
def answer(request: HttpRequest, number: int, word: int) -> HttpResponse:
    """Answer what the client asked."""
    closing = closing_seen_by(request.user, number)
    found = get_object_or_404(Word.objects.select_related("link", "case__client"), case=closing.case, pk=word)
    try:
        links.answer(by=request.user, word=found, text=request.POST.get("text", "").replace("\0", "")[:4000], now=timezone.now())  # fmt: skip
    except Refusal as refusal:
        messages.error(request, told(refusal.message, **refusal.values))
    return redirect("portal_firm", number)


@allow(RUN)
@csp_replace({"script-src": [NONE], "connect-src": [NONE]})
@require_GET
def preview(request: HttpRequest, number: int, language: str) -> HttpResponse:
    """The page as the client sees it; nothing on it can be sent, and nothing is written down."""
    closing = closing_seen_by(request.user, number)
    if language not in LANGUAGES:
        raise Http404
    release = released.release_of(closing.case)
    with translation.override(language):
        given = {
            "page": page_of(closing, release, language, timezone.now()),
            "firm": firm(),
            "spoken": language,
            "choices": {},
            "until": None,
            "preview": True,
            "refused": "",
            "kept": "",
            "kept_kind": "",
        }
        response = render(request, "portal/page.html", given)
        response.headers["Content-Language"] = language
        return response
