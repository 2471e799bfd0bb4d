"""Letting people in."""

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from amicable.web.accounts.models import Invitation, Person
from amicable.web.diary.actions import NOBODY, write
from amicable.web.rights import Role

INVITATION_DAYS = 7


@transaction.atomic
def invite(*, email: str, role: Role, by: str = NOBODY) -> str:
    """A one-time token; who opens the link with it becomes a person of this role."""
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
def people_of_the_demo() -> None:
    """The owner who is signed in by itself, and a person of each other role to look at."""
    if not Person.objects.exists():
        for role, name in DEMO.items():
            person = Person(email=f"{role}@example.com", name=name, role=role)
            person.set_unusable_password()
            person.save()


DEMO = {
    Role.OWNER: "Olivia Owner",
    Role.MANAGER: "Marta Manager",
    Role.EMPLOYEE: "Emil Employee",
    Role.COORDINATOR: "Carla Coordinator",
    Role.AUDITOR: "Aino Auditor",
}
