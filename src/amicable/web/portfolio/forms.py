"""What people may ask of the list, read from the address."""

from datetime import date

from django.http import QueryDict

from amicable.web.portfolio.models import COURSES
from amicable.web.portfolio.queries import ORDERS, Question

TRENDS = ("rising", "falling", "steady")
LONGEST = 200


def question(asked: QueryDict) -> Question:
    """The question; what makes no sense is left out, as a list is never an error."""
    order = asked.get("order", "rank")
    backwards = order.startswith("-")
    order = order.removeprefix("-")
    return Question(
        words=asked.get("q", "").strip()[:LONGEST],
        course=_one_of(asked.get("course", ""), COURSES),
        sign=asked.get("sign", "")[:64] if asked.get("sign", "").isidentifier() else "",
        segment=asked.get("segment", "")[:LONGEST],
        trend=_one_of(asked.get("trend", ""), TRENDS),
        order=order if order in ORDERS else "rank",
        backwards=backwards,
    )


def day(asked: QueryDict) -> date | None:
    """The day asked for with `as_of`."""
    try:
        return date.fromisoformat(asked.get("as_of", ""))
    except ValueError:
        return None


def _one_of(given: str, known: tuple[str, ...]) -> str:
    return given if given in known else ""
