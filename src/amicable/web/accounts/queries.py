"""Reading about people."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone

from amicable.i18n import N_
from amicable.web.accounts.actions import digest
from amicable.web.accounts.models import Invitation, Person, SignInRules
from amicable.web.rendering import told

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
BROWSERS = (("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))  # fmt: skip
SYSTEMS = (("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "macOS"), ("Linux", "Linux"))  # fmt: skip


def people() -> QuerySet[Person]:
    """Everybody, those who may sign in first, each with `has_factor`."""
    factor = Authenticator.objects.filter(user=OuterRef("pk"), type__in=FACTORS)
    return Person.objects.annotate(has_factor=Exists(factor)).order_by("-is_active", "name")


def invitations() -> QuerySet[Invitation]:
    """Invitations that nobody has used yet."""
    return Invitation.objects.filter(used_at=None)


def open_invitation(token: str) -> Invitation | None:
    """The invitation behind a one-time link, as long as it works."""
    return invitations().filter(digest=digest(token), expires_at__gt=timezone.now()).first()


def invited(addresses: Iterable[str]) -> Invitation | None:
    """The open invitation of one of these addresses."""
    wanted = [address.lower() for address in addresses]
    return invitations().filter(email__in=wanted, expires_at__gt=timezone.now()).first()


def second_factor_required() -> bool:
    """Whether the firm asks everybody for a second factor."""
    return SignInRules.objects.filter(second_factor_required=True).exists()


def has_second_factor(person: Person) -> bool:
    """Whether the person has set up a passkey or an authenticator app."""
    return Authenticator.objects.filter(user=person, type__in=FACTORS).exists()


@dataclass(frozen=True)
class Provider:
    """Where people of the firm sign in elsewhere."""

    name: str
    address: str


def single_sign_on() -> list[Provider]:
    """The firm's own sign-in, where one is set up."""
    apps = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    return [Provider(app["name"], reverse("openid_connect_login", args=[app["provider_id"]])) for app in apps]


@dataclass(frozen=True)
class Factors:
    """How a person can sign in beside the password."""

    passkeys: int
    app: bool
    codes: int | None
    """Recovery codes left; None where there never were any."""


def factors(person: Person) -> Factors:
    """What the person has set up."""
    found = list(Authenticator.objects.filter(user=person))
    codes = [one.wrap() for one in found if one.type == Authenticator.Type.RECOVERY_CODES]
    return Factors(
        passkeys=sum(one.type == Authenticator.Type.WEBAUTHN for one in found),
        app=any(one.type == Authenticator.Type.TOTP for one in found),
        codes=len(codes[0].get_unused_codes()) if codes else None,
    )


@dataclass(frozen=True)
class Device:
    """A browser in which a person is signed in."""

    name: str
    address: str
    since: datetime
    last_seen: datetime
    here: bool


def devices(person: Person, *, here: str) -> list[Device]:
    """Where the person is signed in, this browser (`here`) first."""
    found = [
        Device(device_name(one.user_agent), one.ip, one.created_at, one.last_seen_at, one.session_key == here)
        for one in UserSession.objects.purge_and_list(person)
    ]
    return sorted(found, key=lambda one: (not one.here, -one.last_seen.timestamp()))


def device_name(agent: str) -> str:
    """What a person would call the browser that says this of itself."""
    browser = next((name for mark, name in BROWSERS if mark in agent), "")
    system = next((name for mark, name in SYSTEMS if mark in agent), "")
    if browser and system:
        return told(N_("{browser} on {system}"), browser=browser, system=system)
    return browser or system or told(N_("Another program"))
