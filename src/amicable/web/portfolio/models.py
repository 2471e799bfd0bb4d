"""Snapshots of reviews, so that lists are quick and stay as they were; who sees which client; notes.

The evidence itself stays in the ledger: what stands here can be made anew from it, but for notes, views and rights.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from amicable.i18n import N_

COURSES = ("repair", "watch", "keep", "unknown")


class Client(models.Model):
    """One relationship, by the id it has in the ledger; its number here stands in addresses."""

    client_id = models.CharField(max_length=300, unique=True)
    name = models.CharField(max_length=300)
    survivor = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="aliases")
    """The client that this one was recognised to be."""

    class Meta:
        """In the order of names."""

        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Review(models.Model):
    """A review of the whole portfolio, as of a day, under criteria, of a state of the ledger."""

    as_of = models.DateField()
    made_at = models.DateTimeField(auto_now_add=True)
    ledger_version = models.CharField(max_length=64)
    criteria = models.CharField(max_length=200)
    currency = models.CharField(max_length=3)
    clients = models.PositiveIntegerField()
    named = models.PositiveIntegerField()
    pictures = models.JSONField(default=dict)
    """Points of the map, the whale curve and the profiles."""
    signs = models.JSONField(default=list)
    """How each sign shows on the whole portfolio."""
    no_evidence = models.JSONField(default=list)
    """Names of signs about which nothing can be said."""
    automatic = models.JSONField(default=list)
    """Names of senders that look like machines, left out until a person decides."""
    open_named = models.PositiveIntegerField(default=0)
    """How many are named if nothing confidential is read."""
    lasting = models.JSONField(default=list)
    """How long each sign lasts, learned after the review; empty until then."""

    class Meta:
        """Latest day first, and of one day the latest made."""

        ordering: ClassVar = ["-as_of", "-made_at"]

    def __str__(self) -> str:
        return f"{self.as_of}"


class Standing(models.Model):
    """How one client stands in one review; money in minor units of the review's currency."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="standings")
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="standings")
    rank = models.PositiveIntegerField()
    name = models.CharField(max_length=300)
    name_searched = models.CharField(max_length=300)
    """The name as it is searched: case folded, without marks."""
    segment = models.CharField(max_length=200, blank=True)
    since_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    course = models.CharField(max_length=8)
    points = models.FloatField()
    trend = models.CharField(max_length=8, blank=True)
    """Of the strongest sign: "rising", "falling", "steady", or empty where nothing is said."""
    open_rank = models.PositiveIntegerField()
    """Rank, course, points and trend as they are for people for whom nothing confidential exists."""
    open_course = models.CharField(max_length=8)
    open_points = models.FloatField()
    open_trend = models.CharField(max_length=8, blank=True)
    signs = models.JSONField(default=list)
    """Strong signs that count: name, events, exposure, rate, peer_rate, strength."""
    revenue = models.BigIntegerField(null=True)
    margin = models.BigIntegerField(null=True)
    """Empty: unknown, because not all costs are known."""
    hours = models.FloatField(null=True)
    margin_per_hour = models.BigIntegerField(null=True)

    class Meta:
        """Worst first; an index for each order that the list offers."""

        ordering: ClassVar = ["rank"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["review", "client"], name="portfolio_standing_once"),
            models.CheckConstraint(condition=Q(course__in=COURSES), name="portfolio_standing_course"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["review", order], name=f"portfolio_by_{order}"[:30])
            for order in (
                "rank",
                "open_rank",
                "name_searched",
                "revenue",
                "margin",
                "hours",
                "margin_per_hour",
                "course",
            )
        ]

    def __str__(self) -> str:
        return f"{self.rank} {self.name}"


class Assignment(models.Model):
    """A client that an employee works with, and therefore sees."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="assignments")
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="assignments")
    made_by = models.CharField(max_length=254)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "client"], name="portfolio_assigned_once")
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.client}"


class Track(models.Model):
    """A confidential track about one client: only the people named on it know that it exists."""

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="tracks")
    title = models.CharField(max_length=120)
    people = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="tracks")
    opened_by = models.CharField(max_length=254)
    opened_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-opened_at"]

    def __str__(self) -> str:
        return self.title


class Note(models.Model):
    """What a person wrote about a client, or what was tried with it; never silently changed."""

    KINDS: ClassVar = {"note": N_("Note"), "tried": N_("Tried")}

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="notes")
    track = models.ForeignKey(Track, null=True, on_delete=models.PROTECT, related_name="notes")
    kind = models.CharField(
        max_length=8, choices=[(name, name) for name in ("note", "tried")], default="note"
    )
    text = models.TextField(max_length=4000)
    happened_on = models.DateField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notes")
    written_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True)
    """Taken back by its writer: shown struck through, kept because others may have read it."""

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-happened_on", "-pk"]

    def __str__(self) -> str:
        return self.text[:60]


class SavedView(models.Model):
    """A list that somebody comes back to: a name for a question to the portfolio."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="views")
    name = models.CharField(max_length=60)
    question = models.CharField(max_length=1000)
    """The part of the address after the question mark."""

    class Meta:
        """In the order of names, each name once for a person."""

        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "name"], name="portfolio_view_once")
        ]

    def __str__(self) -> str:
        return self.name
