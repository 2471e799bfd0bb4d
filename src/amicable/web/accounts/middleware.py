"""Between the browser and the views: who it is, in which language, and whether they may."""

from collections.abc import Callable
from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation

from amicable.web.accounts.models import Person
from amicable.web.accounts.queries import has_second_factor, second_factor_required
from amicable.web.errors import for_programs, stranger
from amicable.web.rights import OPEN, OWN, Role, Rule

Answer = Callable[[HttpRequest], HttpResponse]
READING = frozenset({"GET", "HEAD", "OPTIONS"})
FOREIGN_OPEN = frozenset(
    {
        "account_login",
        "account_logout",
        "account_inactive",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "mfa_authenticate",
        "mfa_login_webauthn",
        "openid_connect_login",
        "openid_connect_callback",
        "socialaccount_login_cancelled",
        "socialaccount_login_error",
    }
)
"""Views of the sign-in library that people reach before they have signed in."""
LOOPBACK = frozenset({"127.0.0.1", "::1"})
SETTING_UP = frozenset({"second_factor", "preferences", "sessions"})
"""Views of ours that people reach before they have the second factor that the firm asks for."""


class NoRule(Exception):  # noqa: N818 (says what is missing)
    """A view that names no rule."""


def rule_of(view: Callable[..., object], name: str) -> Rule:
    """The rule of a view; of the sign-in library's views, by their name."""
    rule = getattr(view, "rule", None)
    if isinstance(rule, Rule):
        return rule
    if _foreign(view):
        return OPEN if name in FOREIGN_OPEN else OWN
    raise NoRule(name)


def _foreign(view: Callable[..., object]) -> bool:
    return getattr(view, "__module__", "").startswith("allauth.")


class Rights:
    """Lets only those through whom the view's rule allows."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Answer, *_given: object) -> HttpResponse | None:
        """Stop whoever may not."""
        found = request.resolver_match
        rule = rule_of(view, found.url_name or "" if found else "")
        if rule.open:
            return None
        person = request.user
        if not person.is_authenticated:
            return stranger(request) if for_programs(request) else redirect_to_login(request.get_full_path())
        if not rule.allows(Role(person.role), writing=request.method not in READING):
            raise PermissionDenied
        by_token = getattr(request, "token", None) is not None
        if not (settings.DEPLOYMENT.demo or by_token) and _must_set_up(view, person):
            return redirect("second_factor")
        return None


def _must_set_up(view: Answer, person: Person) -> bool:
    """Whether the firm asks for a second factor that this person lacks, and the page is not about that."""
    if _foreign(view) or getattr(view, "__name__", "") in SETTING_UP:
        return False
    return second_factor_required() and not has_second_factor(person)


class LastSeen:
    """Notes where each person is signed in and when they were last seen, to the minute."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        key = request.session.session_key
        if key and request.user.is_authenticated:
            recent = timezone.now() - timedelta(minutes=1)
            if not UserSession.objects.filter(session_key=key, last_seen_at__gt=recent).exists():
                UserSession.objects.create_from_request(request)
        return self.get_response(request)


class Language:
    """Speaks the person's language, else the one chosen on this browser, else the browser's own."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in it."""
        person = request.user
        chosen = person.language if person.is_authenticated else ""
        language = chosen or translation.get_language_from_request(request)
        with translation.override(language):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language())
        return response


class DemoSignIn:
    """In the demo, whoever sits at this machine is the owner of the made-up firm."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Sign in on loopback, refuse everybody else."""
        if settings.DEPLOYMENT.demo:
            if request.META.get("REMOTE_ADDR") not in LOOPBACK or "HTTP_X_FORWARDED_FOR" in request.META:
                raise PermissionDenied
            if not request.user.is_authenticated and request.method == "GET":
                owner = Person.objects.filter(role=Role.OWNER).first()
                if owner:
                    login(request, owner, backend=settings.AUTHENTICATION_BACKENDS[0])
        return self.get_response(request)
