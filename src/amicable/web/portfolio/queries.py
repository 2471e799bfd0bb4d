"""Questions to the snapshots: which clients a person sees, in which order, how many."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db.models import Count, F, Q, QuerySet
from django.http import Http404
from django.utils.module_loading import import_string

from amicable.signs import all_signs
from amicable.web.accounts.models import Person
from amicable.web.portfolio.models import Client, Review, SavedView, Standing
from amicable.web.portfolio.reviewing import ledger, version
from amicable.web.portfolio.searching import searched

ORDERS = {
    "rank": ("rank", 1),
    "name": ("name_searched", 1),
    "revenue": ("revenue", -1),
    "margin": ("margin", 1),
    "hours": ("hours", -1),
    "margin_per_hour": ("margin_per_hour", 1),
}
"""Name in the address -> column, and the direction people mean first."""


OPEN = {"rank": "open_rank", "course": "open_course", "points": "open_points", "trend": "open_trend"}
"""Columns of a standing that tell of confidential signs -> those that do not."""


@dataclass(frozen=True)
class Question:
    """What a person asks the portfolio: words, filters, order."""

    words: str = ""
    course: str = ""
    sign: str = ""
    segment: str = ""
    trend: str = ""
    order: str = "rank"
    backwards: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether nothing is filtered."""
        return not (self.words or self.course or self.sign or self.segment or self.trend)


def latest_review(as_of: date | None = None) -> Review | None:
    """The snapshot of a day, or the latest; its pictures, which are large, are fetched when somebody looks."""
    found = Review.objects.defer("pictures")
    return (found.filter(as_of=as_of) if as_of else found).first()


def is_stale(review: Review) -> bool:
    """Whether the ledger, the firm or the criteria have changed since."""
    return review.ledger_version != version(ledger())


def seen_by(person: Person) -> Q:
    """Which clients the person sees, as a condition on Client."""
    found = Q() if person.sees_all_clients else Q(assignments__person=person)
    for path in settings.OUT_OF_SIGHT:
        found &= ~Q(pk__in=import_string(path)(person))
    return found


def clients_seen_by(person: Person) -> QuerySet[Client]:
    """The clients that the person sees."""
    return Client.objects.filter(seen_by(person), survivor=None)


def client_seen_by(person: Person, number: int) -> Client:
    """The client of this number; one the person may not see does not exist for them."""
    found: Client | None = Client.objects.filter(seen_by(person), pk=number).first()
    if not found:
        raise Http404
    return found


def standings(person: Person, review: Review, question: Question) -> QuerySet[Standing]:
    """How the clients stand that the person sees and asks for."""
    found = Standing.objects.filter(review=review)
    if not person.sees_all_clients:
        found = found.filter(client__assignments__person=person)
    for path in settings.OUT_OF_SIGHT:
        found = found.exclude(client__in=import_string(path)(person))
    if question.words:
        found = found.filter(name_searched__contains=searched(question.words))
    if question.course:
        found = found.filter(**{column(person, "course"): question.course})
    if question.segment:
        found = found.filter(segment=question.segment)
    if question.trend:
        found = found.filter(**{column(person, "trend"): question.trend})
    if question.sign:
        found = found.filter(_shows(question.sign)) if sign_seen_by(person, question.sign) else found.none()
    name, direction = ORDERS.get(question.order, ORDERS["rank"])
    by, down = F(column(person, name)), (direction < 0) != question.backwards
    order = by.desc(nulls_last=True) if down else by.asc(nulls_last=True)
    return found.order_by(order, column(person, "rank"))


def column(person: Person, name: str) -> str:
    """The column of a standing in which this person reads `name`."""
    return name if person.reads_confidential else OPEN.get(name, name)


def sign_seen_by(person: Person, name: str) -> bool:
    """Whether a sign exists for this person; one of another name is nobody's."""
    if person.reads_confidential:
        return True
    sign = all_signs().get(name)
    return sign is None or not sign.confidential


def signs_seen_by(person: Person, signs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those of the plain `signs` that exist for this person."""
    return [one for one in signs if sign_seen_by(person, one["sign"])]


def _shows(sign: str) -> Q:
    """Strong signs stand as JSON; their names hold no marks that LIKE reads otherwise than `_`."""
    return Q(signs__icontains=f'"{sign}"')


def segments(review: Review) -> list[str]:
    """Segments that occur, for the filter."""
    return _segments(review.pk, review.made_at)


@lru_cache(maxsize=32)  # a snapshot never changes, and looking through all its clients takes long
def _segments(number: int, _made_at: datetime) -> list[str]:
    found = Standing.objects.filter(review_id=number).exclude(segment="")
    return list(found.order_by("segment").values_list("segment", flat=True).distinct()[:100])


def active(review: Review) -> int:
    """How many clients brought revenue in the last year."""
    return _active(review.pk, review.made_at)


@lru_cache(maxsize=32)  # as above
def _active(number: int, _made_at: datetime) -> int:
    return Standing.objects.filter(review_id=number, revenue__gt=0).count()


def told_by_pictures(review: Review) -> dict[str, Any]:
    """What the page says in words about its pictures: the whale curve and the profiles."""
    return _told_by_pictures(review.pk, review.made_at)


@lru_cache(maxsize=32)  # as above
def _told_by_pictures(number: int, _made_at: datetime) -> dict[str, Any]:
    pictures = Review.objects.get(pk=number).pictures
    return {name: pictures.get(name, {}) for name in ("whale", "profiles")}


def courses(person: Person, review: Review) -> dict[str, int]:
    """How many clients stand at each course."""
    if person.sees_all_clients:
        return _courses(review.pk, review.made_at, column(person, "course"))
    return _counted(standings(person, review, Question()), column(person, "course"))


@lru_cache(maxsize=32)  # as above
def _courses(number: int, _made_at: datetime, course: str) -> dict[str, int]:
    return _counted(Standing.objects.filter(review_id=number), course)


def _counted(found: QuerySet[Standing], course: str) -> dict[str, int]:
    return dict(found.order_by().values(course).annotate(count=Count("pk")).values_list(course, "count"))


def dots(person: Person, review: Review) -> list[dict[str, Any]]:
    """The dots of the map; for whom nothing confidential exists, those stand out that are named without it."""
    drawn: list[dict[str, Any]] = review.pictures["map"]
    if person.reads_confidential:
        return drawn
    listed = Standing.objects.filter(review=review, open_rank__lte=review.open_named)
    named = set(listed.values_list("client_id", flat=True))
    return [{**dot, "named": dot["client"] in named} for dot in drawn]


def views_of(person: Person) -> QuerySet[SavedView]:
    """Lists that the person has saved."""
    return SavedView.objects.filter(person=person)


ROW = (
    "client_id", "rank", "name", "segment", "course", "points", "trend", "signs", "revenue", "margin", "hours",
    "margin_per_hour", "since_on", "ended_on",
)  # fmt: skip
"""What a row of the list tells."""


_OPEN = frozenset(OPEN.values())


def rows(person: Person, found: QuerySet[Standing]) -> list[dict[str, Any]]:
    """Rows of the list as plain values: an object for each would cost more than the question."""
    return [as_seen(person, row) for row in found.values(*ROW, *OPEN.values())]


def as_seen(person: Person, row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of standings as it exists for this person."""
    told = {name: value for name, value in row.items() if name not in _OPEN}
    if person.reads_confidential:
        return told
    told |= {name: row[own] for name, own in OPEN.items() if name in told}
    return told | {"signs": signs_seen_by(person, told["signs"])}


def days() -> list[date]:
    """Days of which there are snapshots, latest first."""
    return list(Review.objects.order_by("-as_of").values_list("as_of", flat=True).distinct())
