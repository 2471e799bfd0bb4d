"""The review in memory, from which dossiers are read; made once for each state of the ledger."""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from django.conf import settings
from django.utils import timezone

from amicable.decision.criteria import Criteria, load
from amicable.decision.review import Review as Answer
from amicable.decision.review import review as reviewed
from amicable.decision.review import review_again
from amicable.engines.duckdb import last_day, open_evidence
from amicable.engines.ledger import Ledger
from amicable.i18n import N_
from amicable.place import use
from amicable.refusal import Refusal
from amicable.signs import all_signs
from amicable.web.accounts.models import Person

KEPT = 2
"""Reviews held in memory: today's, and one of another day."""


class NoFacts(Refusal):
    """The ledger is empty."""


@dataclass
class Held:
    """A review in memory; DuckDB's connection serves one reader at a time."""

    answer: Answer
    lock: threading.Lock = field(default_factory=threading.Lock)
    files: OrderedDict[tuple[str, bool], Any] = field(default_factory=OrderedDict)
    """Client id and whether all of it was read -> what was read of it; gone with the review that it belongs to."""
    lessons: Any = None
    """What `outlook.learning` learned from it; nothing until then."""

    @cached_property
    def open(self) -> Answer:
        """The same review without the signs that are confidential; to be asked by who holds the lock."""
        hidden = frozenset(one.sign.name for one in self.answer.signs if one.sign.confidential)
        if not hidden:
            return self.answer
        known = self.answer.criteria
        return review_again(self.answer, replace(known, off=known.off | hidden))

    def read_by(self, person: Person) -> Answer:
        """The review as it exists for this person."""
        return self.answer if person.reads_confidential else self.open


_held: OrderedDict[tuple[str, date, date], Held] = OrderedDict()
_making = threading.Lock()


def let_go() -> None:
    """Forget all reviews in memory: what they hold was erased."""
    with _making:
        _held.clear()


def ledger() -> Ledger:
    """The ledger of this deployment."""
    return Ledger.open(settings.DEPLOYMENT.ledger)


def criteria() -> Criteria:
    """The criteria in force."""
    use(settings.DEPLOYMENT.ledger)
    path = settings.DEPLOYMENT.ledger / "criteria.toml"
    return load(path) if path.exists() else Criteria()


def version(opened: Ledger) -> str:
    """Changes whenever the ledger, the firm, the criteria or the signs that it declares change."""
    use(opened.folder)
    own = [one.text for one in all_signs().values() if one.source]
    path = opened.folder / "criteria.toml"
    written = path.read_text(encoding="utf-8") if path.exists() else ""
    return hashlib.sha256(repr((opened.manifest, opened.firm, written, own)).encode()).hexdigest()


def make(opened: Ledger, as_of: date | None = None) -> Held:
    """A review of `opened`, from memory where it was made before."""
    if not any(opened.rows().values()):
        raise NoFacts(N_("There are no records yet. Import some first."))
    today = timezone.localdate()
    day = as_of or last_day(opened, today)
    with _making:
        # made anew each day, as the engine forgets after some days what nobody asked it for
        key = (version(opened), day, today)
        if key not in _held:
            _held[key] = Held(reviewed(open_evidence(opened, as_of=day, today=day), criteria()))
        _held.move_to_end(key)
        while len(_held) > KEPT:
            _held.popitem(last=False)
        return _held[key]


@contextmanager
def reading(as_of: date | None = None) -> Iterator[Answer]:
    """The review as of a day, for one reader at a time."""
    with holding(as_of) as held:
        yield held.answer


@contextmanager
def holding(as_of: date | None = None) -> Iterator[Held]:
    """The same, with what was read beside it."""
    held = make(ledger(), as_of)
    with held.lock:
        yield held
