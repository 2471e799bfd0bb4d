"""Questions to the snapshots: which clients a person sees, in which order, how many."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.http import Http404

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
    return Q() if person.sees_all_clients else Q(assignments__person=person)


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
    if question.words:
        found = found.filter(name_searched__contains=searched(question.words))
    if question.course:
        found = found.filter(course=question.course)
    if question.segment:
        found = found.filter(segment=question.segment)
    if question.trend:
        found = found.filter(trend=question.trend)
    if question.sign:
        found = found.filter(_shows(question.sign))
    column, direction = ORDERS.get(question.order, ORDERS["rank"])
    down = (direction < 0) != question.backwards
    order = F(column).desc(nulls_last=True) if down else F(column).asc(nulls_last=True)
    return found.order_by(order, "rank")


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
        return _courses(review.pk, review.made_at)
    return _counted(standings(person, review, Question()))


@lru_cache(maxsize=32)  # as above
def _courses(number: int, _made_at: datetime) -> dict[str, int]:
    return _counted(Standing.objects.filter(review_id=number))


def _counted(found: QuerySet[Standing]) -> dict[str, int]:
    return dict(found.order_by().values("course").annotate(count=Count("pk")).values_list("course", "count"))


def views_of(person: Person) -> QuerySet[SavedView]:
    """Lists that the person has saved."""
    return SavedView.objects.filter(person=person)


def rows(found: QuerySet[Standing]) -> list[dict[str, Any]]:
    """Rows of the list as plain values: an object for each would cost more than the question."""
    return list(
        found.values(
            "client_id", "rank", "name", "segment", "course", "points", "trend", "signs", "revenue",
            "margin", "hours", "margin_per_hour", "since_on", "ended_on",
        )
    )  # fmt: skip


def days() -> list[date]:
    """Days of which there are snapshots, latest first."""
    return list(Review.objects.order_by("-as_of").values_list("as_of", flat=True).distinct())
