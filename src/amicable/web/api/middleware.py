"""A token is another way to be signed in: whoever sends one acts for its person, on the addresses of the API only."""

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from amicable.i18n import N_
from amicable.web.accounts.actions import digest
from amicable.web.api.models import Token
from amicable.web.errors import LOGIN, PROGRAMS, told_as_json

WINDOW_SECONDS = 60
USED_EVERY = timedelta(minutes=1)
"""How often the last use of a token is written down: not with each request."""


class Tokens:
    """Signs in by token, counts its requests, and refuses one that is unknown or expired."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as the token's person, or refuse."""
        request.token = None
        kind, _, text = request.headers.get("Authorization", "").partition(" ")
        if kind and request.path.startswith(PROGRAMS):
            refused = self._sign_in(request, text.strip() if kind.lower() == "bearer" else "")
            if refused:
                return refused
        return self.get_response(request)

    def _sign_in(self, request: HttpRequest, text: str) -> HttpResponse | None:
        now = timezone.now()
        token = Token.objects.select_related("person").filter(digest=digest(text)).first()
        if not token or not token.person.is_active:
            sentence = N_("This token is unknown or was ended. Make another one under “Access for programs”.")
            return told_as_json(401, sentence, "token_unknown", headers=LOGIN)
        if token.expires_at <= now:
            sentence = N_("This token has expired. Make another one under “Access for programs”.")
            return told_as_json(401, sentence, "token_expired", headers=LOGIN)
        if _count(token, int(now.timestamp())) > settings.API_REQUESTS_A_MINUTE:
            wait = WINDOW_SECONDS - int(now.timestamp()) % WINDOW_SECONDS
            sentence = N_("Too many requests with this token. Wait {seconds} seconds, then go on.")
            return told_as_json(429, sentence, "too_many", headers={"Retry-After": str(wait)}, seconds=wait)
        Token.objects.filter(Q(last_used_at=None) | Q(last_used_at__lt=now - USED_EVERY), pk=token.pk).update(
            last_used_at=now
        )
        request.user, request.token = token.person, token
        # no browser adds a token by itself, so no foreign page can send one: the check for that is not needed
        request._dont_enforce_csrf_checks = True  # noqa: SLF001 (Django's own way to say so)
        return None


def _count(token: Token, second: int) -> int:
    """Requests of the token in this minute, this one included."""
    name = f"api-requests-{token.digest[:32]}-{second // WINDOW_SECONDS}"
    if cache.add(name, 1, WINDOW_SECONDS):
        return 1
    try:
        return int(cache.incr(name))
    except ValueError:  # the minute ended between the two
        return 1
