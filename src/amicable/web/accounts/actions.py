"""Letting people in, and what they may do."""

import hashlib
import secrets
from collections.abc import Mapping
from datetime import timedelta

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amicable.i18n import N_
from amicable.refusal import Refusal
from amicable.web.accounts.models import Invitation, Person, SignInRules
from amicable.web.diary.actions import NOBODY, write
from amicable.web.rights import Role

INVITATION_DAYS = 7


class AlreadyHere(Refusal):
    """Somebody with this address is among the people already."""


class NoLongerOpen(Refusal):
    """The invitation was used, withdrawn, or nobody opened it in time."""


class LastOwner(Refusal):
    """Nobody would be left who may let people in."""


@transaction.atomic
def invite(*, email: str, role: Role, by: str = NOBODY) -> str:
    """A one-time token; who opens the link with it becomes a person of this role."""
    email = email.lower()
    if email and Person.objects.filter(email=email).exists():
        raise AlreadyHere(
            N_("{email} is among the people already. Change the role there, or let them in again."),
            email=email,
        )
    Invitation.objects.filter(email=email, used_at=None).delete()
    token = secrets.token_urlsafe(32)
    Invitation.objects.create(
        email=email,
        role=role,
        digest=digest(token),
        invited_by=by,
        expires_at=timezone.now() + timedelta(days=INVITATION_DAYS),
    )
    write("people.invited", by=by, about=f"person:{email}", email=email or "?", role=role)
    return token


def digest(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def first_token() -> str | None:
    """The token of the owner's one-time link, as long as nobody is there; earlier ones stop working."""
    if Person.objects.exists():
        return None
    Invitation.objects.filter(used_at=None).delete()
    return invite(email="", role=Role.OWNER)


@transaction.atomic
def join(*, invitation: Invitation, name: str, email: str = "", password: str | None = None) -> Person:
    """The person that an invitation lets in; without a password they come through the single sign-on."""
    used = Invitation.objects.filter(pk=invitation.pk, used_at=None, expires_at__gt=timezone.now())
    if not used.update(used_at=timezone.now()):
        raise NoLongerOpen(N_("This invitation is no longer open. Ask an owner of your firm for a new one."))
    address = (invitation.email or email).lower()
    if Person.objects.filter(email=address).exists():
        raise AlreadyHere(N_("{email} is among the people already. Sign in instead."), email=address)
    person = Person.objects.create_user(address, password, name=name, role=invitation.role)
    # verified: the invitation reached the address, or the owner vouches for it
    EmailAddress.objects.create(user=person, email=address, primary=True, verified=True)
    write("people.joined", by=address, about=f"person:{address}", name=name, role=person.role)
    return person


@transaction.atomic
def withdraw(*, invitation: Invitation, by: str) -> None:
    """Make an invitation's link stop working."""
    write(
        "people.invitation_withdrawn",
        by=by,
        about=f"person:{invitation.email}",
        email=invitation.email or "?",
    )
    invitation.delete()


@transaction.atomic
def change_role(*, person: Person, role: Role, by: str) -> None:
    """Give a person another role; it counts from their next click."""
    if role != Role.OWNER:
        _keep_an_owner(person)
    before, person.role = person.role, role
    person.save(update_fields=["role"])
    write("people.role_changed", by=by, about=f"person:{person.email}", email=person.email, role=role, before=before)  # fmt: skip


@transaction.atomic
def deactivate(*, person: Person, by: str) -> None:
    """Keep a person out from now on; what they did stays under their name."""
    _keep_an_owner(person)
    person.is_active = False
    person.save(update_fields=["is_active"])
    for session in UserSession.objects.filter(user=person):
        session.end()
    write("people.deactivated", by=by, about=f"person:{person.email}", email=person.email)


@transaction.atomic
def reactivate(*, person: Person, by: str) -> None:
    """Let a person in again, with the role they had."""
    person.is_active = True
    person.save(update_fields=["is_active"])
    write("people.reactivated", by=by, about=f"person:{person.email}", email=person.email)


def _keep_an_owner(person: Person) -> None:
    owners = Person.objects.select_for_update().filter(role=Role.OWNER, is_active=True)
    if {owner.pk for owner in owners} == {person.pk}:
        raise LastOwner(
            N_("{name} is the only owner. Make somebody else an owner first, so that the firm does not lock itself out."),
            name=person.name,
        )  # fmt: skip


@transaction.atomic
def password_link(*, person: Person, by: str) -> str:
    """The address under which the person sets a new password; for firms that have set up no mail."""
    key = default_token_generator.make_token(person)
    write("people.password_link_made", by=by, about=f"person:{person.email}", email=person.email)
    return reverse("account_reset_password_from_key", args=[user_pk_to_url_str(person), key])


@transaction.atomic
def forget_second_factor(*, person: Person, by: str) -> None:
    """Let a person in by password alone who has lost their device and their recovery codes."""
    Authenticator.objects.filter(user=person).delete()
    write("people.second_factor_forgotten", by=by, about=f"person:{person.email}", email=person.email)


@transaction.atomic
def require_second_factor(*, required: bool, by: str) -> None:
    """Ask everybody for a second factor, or leave it to each."""
    SignInRules.objects.update_or_create(pk=1, defaults={"second_factor_required": required})
    write("people.second_factor_required" if required else "people.second_factor_optional", by=by)


@transaction.atomic
def end_sessions(*, person: Person, but: str) -> int:
    """Sign a person out everywhere but in the session `but`; how many were ended."""
    others = UserSession.objects.filter(user=person).exclude(session_key=but)
    for session in others:
        session.end()
    write("sign_in.sessions_ended", by=person.email, about=f"person:{person.email}", email=person.email)
    return len(others)


@transaction.atomic
def people_of_the_demo(known: Mapping[Role, tuple[str, str]]) -> None:
    """The owner who is signed in by itself, and a person of each other role to look at.

    `known`: name and address of those who are people of the made-up firm, by role.
    """
    if not Person.objects.exists():
        for role, invented in DEMO.items():
            name, email = known.get(role, (invented, f"{role}@example.com"))
            person = Person(email=email, name=name, role=role)
            person.set_unusable_password()
            person.save()


DEMO = {
    Role.OWNER: "Olivia Owner",
    Role.MANAGER: "Marta Manager",
    Role.EMPLOYEE: "Emil Employee",
    Role.COORDINATOR: "Carla Coordinator",
    Role.AUDITOR: "Aino Auditor",
}
