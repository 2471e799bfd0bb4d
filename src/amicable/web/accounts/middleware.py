"""Between the browser and the views: who it is, in which language, and whether they may."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import translation

from amicable.web.accounts.models import Person
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


class NoRule(Exception):  # noqa: N818 (says what is missing)
    """A view that names no rule."""


def rule_of(view: Callable[..., object], name: str) -> Rule:
    """The rule of a view; of the sign-in library's views, by their name."""
    rule = getattr(view, "rule", None)
    if isinstance(rule, Rule):
        return rule
    if getattr(view, "__module__", "").startswith("allauth."):
        return OPEN if name in FOREIGN_OPEN else OWN
    raise NoRule(name)


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
            if request.headers.get("Accept", "").startswith("application/json"):
                return JsonResponse({"error": "sign in first"}, status=401)
            return redirect_to_login(request.get_full_path())
        if not rule.allows(Role(person.role), writing=request.method not in READING):
            raise PermissionDenied
        return None


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
