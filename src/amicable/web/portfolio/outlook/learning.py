"""What the firm's own past teaches about its signs: learned once for each state of the records, while nobody waits."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date

import structlog
from django.conf import settings
from django.db import close_old_connections
from django.utils.module_loading import import_string

from amicable.decision.outlook import ClosedPlan, Experience, SignOutlook, experience, outlooks
from amicable.decision.outlook.figures import Lasts, persistence_table
from amicable.decision.review import Review as Answer
from amicable.web.portfolio.models import Review
from amicable.web.portfolio.reviewing import Held, holding, ledger, make, version

LOG = structlog.get_logger("amicable.outlook")
FILES = 64
"""Clients whose outlook is kept beside them."""


@dataclass
class Lessons:
    """What was learned from one state of the records, and what was told from it."""

    answer: Answer
    experience: Experience
    lasting: tuple[Lasts, ...]
    told: OrderedDict[object, tuple[SignOutlook, ...]] = field(default_factory=OrderedDict)

    def outlook(self, client_id: str) -> tuple[SignOutlook, ...]:
        """What will become of each sign of the client; empty where the records do not know it."""
        return self.outlooks([client_id]).get(client_id, ())

    def outlooks(self, client_ids: Sequence[str]) -> dict[str, tuple[SignOutlook, ...]]:
        """The same of several clients, up to `FILES`, at once: together they take hardly longer than one."""
        plans = closed_plans()
        places = {one: self.answer.position(one) for one in client_ids}
        new = {one: place for one, place in places.items() if place >= 0 and (one, plans) not in self.told}
        found = outlooks(self.answer, list(new.values()), plans, known=self.experience) if new else {}
        for one, place in new.items():
            self.told[one, plans] = found[place]
        shown = {one: self.told[one, plans] for one, place in places.items() if place >= 0}
        while len(self.told) > FILES:
            self.told.popitem(last=False)
        return shown


_asked: set[tuple[str, date]] = set()
_behind = ThreadPoolExecutor(1, thread_name_prefix="outlook")


def closed_plans() -> tuple[ClosedPlan, ...]:
    """What the firm's own plans have taught about remedies."""
    answered: Callable[[], Iterable[ClosedPlan]] = import_string(settings.CLOSED_PLANS)
    return tuple(answered())


def learn(held: Held) -> Lessons:
    """The lessons of a review, learned once; to be asked by who holds it."""
    if held.lessons is None:
        known = experience(held.answer.facts)
        held.lessons = Lessons(held.answer, known, persistence_table(held.answer, known))
    found: Lessons = held.lessons
    return found


def lessons(as_of: date | None = None) -> Lessons | None:
    """The lessons of a day if they were learned already; if not, they are being worked out from now on."""
    opened = ledger()
    held = make(opened, as_of)
    if held.lessons is None and settings.WORK_AT_ONCE:
        return _learn(as_of)
    key = (version(opened), held.answer.as_of)
    if held.lessons is None and key not in _asked:
        _asked.add(key)
        _behind.submit(_learn_behind, key)
    known: Lessons | None = held.lessons
    return known


def learn_from_latest() -> None:
    """Learn from the latest review, and write down with it how long each sign lasts."""
    kept = Review.objects.defer("pictures").first()
    if kept and not kept.lasting:
        kept.lasting = [_plain(one) for one in _learn(kept.as_of).lasting]
        kept.save(update_fields=["lasting"])


def _learn(as_of: date | None) -> Lessons:
    with holding(as_of) as held:
        return learn(held)


def _learn_behind(key: tuple[str, date]) -> None:
    try:
        _learn(key[1])
    except Exception:
        LOG.exception("outlook could not be learned", as_of=key[1].isoformat())
    finally:
        _asked.discard(key)
        close_old_connections()


def _plain(one: Lasts) -> dict[str, object]:
    return {
        "sign": one.sign,
        "showing": one.showing,
        "gone": {str(months): round(share, 4) for months, share in one.gone.items()},
        "by": {str(months): by for months, by in one.by.items()},
        "outcomes": one.outcomes,
        "halves": None if one.rank_correlation is None else round(one.rank_correlation, 3),
    }
