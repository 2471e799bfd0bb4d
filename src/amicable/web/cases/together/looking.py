"""Courses of the clients named by signs, endings weighed together, and the clients to keep, from one review."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from amicable.decision.circumstances import circumstances_of
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
from amicable.decision.path import ENDING, OVER
from amicable.decision.review import Review as Answer
from amicable.web.accounts.models import Person
from amicable.web.cases.models import Case
from amicable.web.cases.queries import under_way
from amicable.web.cases.readiness.gates import answered, packs, usual_pack
from amicable.web.cases.readiness.rungs import by_people
from amicable.web.portfolio.models import Client
from amicable.web.portfolio.outlook.learning import Lessons, lessons
from amicable.web.portfolio.queries import seen_by
from amicable.web.portfolio.reviewing import holding

MOST = 20
"""Clients named by signs that are looked at, worst first."""
ENDINGS = frozenset({"part", "part_at_once"})
"""Courses that are endings."""
GONE = frozenset({"closed", "archived", "erased"})
"""States after an ending."""


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
        left_out = _out_of_sight(person) | _leaving()
        named = [
            int(i)
            for i in answer.order[: answer.named]
            if answer.portfolio.client_id[i].as_py() not in left_out
        ]
        looked = _looked(answer, named[:MOST], learned)
        kept = delight(answer)
        kept = replace(kept, kept=tuple(one for one in kept.kept if one.client_id not in left_out))
        ids = _chosen(looked, chosen)
        leaving = [answer.position(one) for one in ids or [each.client_id for _, _, each in looked]]
        found = endings(
            answer, leaving, neglected_hours=kept.hours, new_clients=new_clients, under_way=under_way()
        )
        return Together(answer.as_of, looked, kept, found, ids, bool(ids), learned is not None)


def _out_of_sight(person: Person) -> set[str]:
    """Clients whom this person may not see."""
    seen = Client.objects.filter(seen_by(person)).values("pk")
    return set(Client.objects.exclude(pk__in=seen).values_list("client_id", flat=True))


def _leaving() -> set[str]:
    """Clients whose ending is under way or over: their time is counted there, and not to be freed again."""
    last = dict(Case.objects.order_by("pk").values_list("client__client_id", "state"))
    return {client_id for client_id, state in last.items() if state in ENDING | GONE}


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
    known, usual, found = packs(), cache(usual_pack), []
    for position, here, candidate in zip(positions, told, answer.candidates(positions), strict=True):
        case = cases.get(here.client_id)
        pack = known.get(case.pack if case else "") or known[usual(here.kind)]
        stands = replace(here, answers=answered(case)) if case else here
        taken = by_people(case) if case else ()
        client = relationship(answer, position, stands.under(pack), client=candidate, tried=taken, pack=pack)
        alone, with_remedy = likely(ahead.get(here.client_id, ()), carrying(client))
        judged = course(client, alone=alone, with_remedy=with_remedy)
        found.append((client, judged, ending(answer, position)))
    return tuple(found)


def _cases(ids: Collection[str]) -> Mapping[str, Case]:
    """The case of each client that has one under way."""
    rows = Case.objects.filter(client__client_id__in=ids).exclude(state__in=sorted(OVER))
    rows = rows.select_related("client").prefetch_related("plans", "passed_over")
    return {one.client.client_id: one for one in rows}
