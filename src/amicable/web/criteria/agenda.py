"""The agenda of a review of the criteria, written by the system: what changed, what moved, what is open."""

from datetime import date
from typing import Any

from amicable.decision.features import features
from amicable.decision.profiling import stand_out
from amicable.decision.review import Review
from amicable.decision.what_if import audit, drift, listed
from amicable.web.criteria.marked import marked
from amicable.web.criteria.models import Judgement, Meeting, Version
from amicable.web.portfolio.models import Client
from amicable.web.portfolio.reviewing import reading

MOST = 10
"""Entries of each point that are worth a meeting's time."""


def agenda(quarter: date) -> dict[str, Any]:
    """Plain values; the page says them in the reader's language. `quarter`: first day of the one that begins."""
    earlier = Meeting.objects.filter(quarter__lt=quarter).first()
    changed = Version.objects.filter(at__gt=earlier.written_at) if earlier else Version.objects.all()
    judgement = Judgement.objects.first()
    with reading() as answer:
        return {
            "as_of": answer.as_of.isoformat(),
            "criteria": answer.criteria.version,
            "versions": list(changed.order_by("pk").values_list("pk", flat=True)),
            **_moved(answer, earlier),
            "drift": [_norm(one) for one in drift(answer) if one.sure][:MOST],
            "alarms": judgement.found["alarms"] if judgement else None,
            "regret": judgement.found["regret"] if judgement else None,
            "unusual": _unusual(answer),
            "fairness": _unlike(answer),
            "no_evidence": list(answer.no_evidence),
            "mostly_chance": [one.sign.name for one in answer.signs if one.persistence.mostly_chance],
        }


def _moved(answer: Review, earlier: Meeting | None) -> dict[str, Any]:
    """Who is listed now, and who came and went since the review before."""
    now = listed(answer).named
    before = frozenset(earlier.agenda["named"]) if earlier else now
    return {
        "named": sorted(now),
        "appeared": _numbers(now - before),
        "gone": _numbers(before - now),
        "since": earlier.agenda["as_of"] if earlier else None,
    }


def _numbers(ids: frozenset[str]) -> list[int]:
    return list(Client.objects.filter(client_id__in=ids).values_list("pk", flat=True))


def _norm(one: Any) -> dict[str, Any]:  # noqa: ANN401 (a drift)
    return {"sign": one.sign.name, "before": one.before, "lately": one.lately}


def _unusual(answer: Review) -> list[dict[str, Any]]:
    found = stand_out(answer, features(answer), MOST)
    ids = {one.place: answer.portfolio.client_id[one.place].as_py() for one in found}
    numbers = dict(Client.objects.filter(client_id__in=ids.values()).values_list("client_id", "pk"))
    return [
        {"client": numbers[ids[one.place]], "features": list(one.features)}
        for one in found
        if ids[one.place] in numbers
    ]


def _unlike(answer: Review) -> list[dict[str, Any]]:
    return [
        {"attribute": one.name, "value": group.value, "rate": group.rate, "verdict": group.verdict}
        for one in audit(answer, marked())
        for group in one.groups
        if group.verdict in ("more", "less")
    ]
