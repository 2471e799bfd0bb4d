"""People of the firm, and invitations to become one."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone

from amicable.i18n import LANGUAGES
from amicable.web.rights import ALL_CLIENTS, READ_CONFIDENTIAL, Role, Rule

ROLES = [(role.value, role.value) for role in Role]


class People(BaseUserManager["Person"]):
    """How people are made."""

    def create_user(self, email: str, password: str | None = None, **more: object) -> "Person":
        """A person with this address."""
        person = self.model(email=self.normalize_email(email), **more)
        person.set_password(password)
        person.save()
        return person


class Person(AbstractBaseUser):
    """One person of the firm who signs in."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=12, choices=ROLES, default=Role.EMPLOYEE)
    language = models.CharField(max_length=2, choices=[(code, code) for code in LANGUAGES], blank=True)
    """Empty: as the browser asks."""
    theme = models.CharField(max_length=5, choices=[("light", "light"), ("dark", "dark")], blank=True)
    """Empty: as the machine is set."""
    staff_id = models.CharField(max_length=200, blank=True)
    """Who this is in the ledger's table of staff."""
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects = People()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["name"]

    class Meta:
        """In the order of names."""

        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(role__in=list(Role)), name="accounts_person_role")
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def sees_all_clients(self) -> bool:
        """Whether the role sees every client, not only those assigned."""
        return Role(self.role) in ALL_CLIENTS

    @property
    def reads_confidential(self) -> bool:
        """Whether signs that are confidential exist for the role."""
        return Role(self.role) in READ_CONFIDENTIAL

    def may(self, rule: Rule, *, writing: bool = False) -> bool:
        """Whether this person may do what is under `rule`."""
        return self.is_active and rule.allows(Role(self.role), writing=writing)

    def get_full_name(self) -> str:
        """For Django and allauth."""
        return self.name


class Invitation(models.Model):
    """A one-time link by which somebody becomes a person of the firm; the first makes the owner."""

    email = models.EmailField(blank=True)
    """Empty: whoever opens the link says who they are."""
    role = models.CharField(max_length=12, choices=ROLES)
    digest = models.CharField(max_length=64, unique=True)
    """SHA-256 of the token; the token itself is nowhere."""
    invited_by = models.CharField(max_length=254)
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-made_at"]

    def __str__(self) -> str:
        return f"{self.email} {self.role}"

    @property
    def has_expired(self) -> bool:
        """Whether the link has stopped working because nobody opened it in time."""
        return self.used_at is None and self.expires_at <= timezone.now()


class SignInRules(models.Model):
    """What the firm asks of everybody who signs in; there is one row at most."""

    second_factor_required = models.BooleanField(default=False)

    class Meta:
        """One row."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(pk=1), name="accounts_one_row_of_rules")
        ]

    def __str__(self) -> str:
        return "second factor required" if self.second_factor_required else "second factor up to the person"
