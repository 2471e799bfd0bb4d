"""Courses of the clients named by signs, endings weighed together, and the clients to keep, from one review."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from amicable.decision.circumstances import Circumstances, circumstances_of
from amicable.decision.course import (
    Course,
    Delight,
    Ending,
    Endings,
    Relationship,
    carrying,
    course,
    delight,
    ending,
    endings,
    likely,
    relationship,
)
from amicable.decision.path import OVER
from amicable.decision.review import Review as Answer
from amicable.web.accounts.models import Person
from amicable.web.cases.models import Case
from amicable.web.cases.readiness.gates import packs, usual_pack
from amicable.web.cases.readiness.rungs import tried
from amicable.web.portfolio.outlook.learning import Lessons, lessons
from amicable.web.portfolio.reviewing import holding

MOST = 20
"""Clients named by signs that are looked at, worst first."""
ENDINGS = frozenset({"part", "part_at_once"})
"""Courses that are endings."""


@dataclass(frozen=True)
class Together:
    """What the portfolio suggests on one day."""

    as_of: date
    looked: tuple[tuple[Relationship, Course, Ending], ...]
    kept: Delight
    endings: Endings
    chosen: frozenset[str]
    """Clients whose endings are weighed together, by id."""
    sure: bool
    """Whether somebody chose them, or their course is an ending."""
    learned: bool
    """Whether the outlook was known."""


def together(person: Person, *, chosen: Collection[str] = (), new_clients: int = 0) -> Together:
    """The portfolio as this person may read it; NoFacts where there are no records."""
    learned = lessons()
    with holding() as held:
        answer = held.read_by(person)
        looked = _looked(answer, [int(i) for i in answer.order[: min(MOST, answer.named)]], learned)
        kept = delight(answer)
        ids = _chosen(looked, chosen)
        leaving = [answer.position(one) for one in ids or [each.client_id for _, _, each in looked]]
        found = endings(answer, leaving, neglected_hours=kept.hours, new_clients=new_clients)
        return Together(answer.as_of, looked, kept, found, ids, bool(ids), learned is not None)


def _chosen(looked: Sequence[tuple[Relationship, Course, Ending]], chosen: Collection[str]) -> frozenset[str]:
    known = {each.client_id for _, _, each in looked}
    return frozenset(known & set(chosen)) or frozenset(
        each.client_id for _, found, each in looked if found.kind in ENDINGS
    )


def _looked(
    answer: Answer, positions: list[int], learned: Lessons | None
) -> tuple[tuple[Relationship, Course, Ending], ...]:
    told = circumstances_of(answer, positions)
    ids = [one.client_id for one in told]
    cases, ahead = _cases(ids), learned.outlooks(ids) if learned else {}
    found = []
    for position, here, candidate in zip(positions, told, answer.candidates(positions), strict=True):
        case = cases.get(here.client_id)
        client = relationship(
            answer,
            position,
            here.under(packs()[_pack(case, here)]),
            client=candidate,
            tried=tried(case) if case else (),
            pack=packs()[_pack(case, here)],
        )
        alone, with_remedy = likely(ahead.get(here.client_id, ()), carrying(client))
        judged = course(client, alone=alone, with_remedy=with_remedy)
        found.append((client, judged, ending(answer, position)))
    return tuple(found)


def _cases(ids: Collection[str]) -> Mapping[str, Case]:
    """The case of each client that has one under way."""
    rows = Case.objects.filter(client__client_id__in=ids).exclude(state__in=sorted(OVER))
    return {one.client.client_id: one for one in rows.select_related("client")}


def _pack(case: Case | None, here: Circumstances) -> str:
    """A pack that was taken away since holds no longer."""
    return case.pack if case and case.pack in packs() else usual_pack(here.kind)
