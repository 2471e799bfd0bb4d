"""Pages of one's own account."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from amicable.i18n import LANGUAGES, N_
from amicable.web.accounts import actions, queries
from amicable.web.accounts.forms import PreferencesForm
from amicable.web.rendering import told
from amicable.web.rights import OPEN, OWN, allow

YEAR_SECONDS = 365 * 24 * 3600


@allow(OWN)
def preferences(request: HttpRequest) -> HttpResponse:
    """Name, language and light of one's own account, and how one signs in."""
    form = PreferencesForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        with translation.override(request.user.language or translation.get_language()):
            messages.success(request, told(N_("Saved.")))
        return redirect("preferences")
    here = request.session.session_key or ""
    context = {
        "form": form,
        "factors": queries.factors(request.user),
        "devices": queries.devices(request.user, here=here),
        "has_password": request.user.has_usable_password(),
    }
    return render(request, "accounts/preferences.html", context)


@allow(OWN)
@never_cache
def sessions(request: HttpRequest) -> HttpResponse:
    """Where one is signed in; sent, the others are ended."""
    here = request.session.session_key or ""
    if request.method == "POST":
        actions.end_sessions(person=request.user, but=here)
        messages.success(request, told(N_("You are signed out everywhere else.")))
        return redirect("sessions")
    return render(request, "accounts/sessions.html", {"devices": queries.devices(request.user, here=here)})


@allow(OWN)
@require_GET
def second_factor(request: HttpRequest) -> HttpResponse:
    """Where the firm leads people who have no second factor yet."""
    if queries.has_second_factor(request.user):
        return redirect("home")
    return render(request, "accounts/second_factor.html", {"required": queries.second_factor_required()})


@allow(OPEN)
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """The language of this browser, and of the person where one is signed in."""
    language, after = request.POST.get("language", ""), request.POST.get("next", "")
    known = language if language in LANGUAGES else "en"
    if request.user.is_authenticated:
        request.user.language = known
        request.user.save(update_fields=["language"])
    safe = url_has_allowed_host_and_scheme(after, allowed_hosts={request.get_host()})
    response = redirect(after if safe else reverse("home"))
    response.set_cookie("django_language", known, max_age=YEAR_SECONDS, samesite="Lax", httponly=True)
    return response
