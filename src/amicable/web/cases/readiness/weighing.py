"""The rival options for the client of a case, side by side, as the records stand."""

from typing import Any

from amicable.decision.course import Course, Option, Relationship, carrying, course, likely, relationship
from amicable.decision.course.values import Range
from amicable.decision.course.words import Told
from amicable.web.cases.models import Case
from amicable.web.cases.readiness.ahead import ahead
from amicable.web.cases.readiness.gates import around, pack_of
from amicable.web.cases.readiness.rungs import by_people
from amicable.web.portfolio.dossier.file import opened
from amicable.web.portfolio.reviewing import holding


def course_of(case: Case) -> Course | None:
    """The course; None where the records do not know the client."""
    client = as_known(case)
    if client is None:
        return None
    with holding() as held:
        alone, with_remedy = likely(ahead(held, client.client_id), carrying(client))
    return course(client, alone=alone, with_remedy=with_remedy)


def as_known(case: Case) -> Relationship | None:
    """The relationship that the case is about, as plain values; None where the records do not know the client."""
    told, pack = around(case), pack_of(case)
    file = opened(case.client.client_id, None, case.led_by)
    if not file:
        return None
    with holding() as held:
        place = held.answer.position(case.client.client_id)
        return relationship(
            held.answer, place, told, client=file.dossier.client, tried=by_people(case), pack=pack
        )


def written(found: Course, language: str) -> tuple[dict[str, Any], ...]:
    """The options as they are kept in a decision record."""
    return tuple(_option(one, found, language) for one in found.options)


def _option(one: Option, found: Course, language: str) -> dict[str, Any]:
    def said(what: Told | None) -> str:
        return what.said(language) if what else ""

    return {
        "name": one.name,
        "best": one.name == found.best,
        "margin": _range(one.margin),
        "hours_freed": _range(one.hours_freed),
        "worth": _range(one.worth),
        "risks": [said(risk) for risk in one.risks],
        "outlook": _range(one.outlook),
        "evidence": list(one.evidence),
        "true_if": said(one.true_if),
    }


def _range(one: Range | None) -> list[float] | None:
    return [round(each, 4) for each in (one.low, one.mid, one.high)] if one else None
