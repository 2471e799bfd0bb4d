"""Frozen against now: what is the same, what reads otherwise, what is gone, what has come since."""

from collections.abc import Iterable
from dataclasses import dataclass

from amicable.web.cases.canonical import canonical, digest
from amicable.web.cases.evidence.freezing import Piece, pieces
from amicable.web.cases.models import Frozen, FrozenFact
from amicable.web.portfolio.dossier.file import File

COMPARED = ("situation", "own_fault")
"""Facts that are compared one by one; findings and economics are figures that move with every day."""


@dataclass(frozen=True)
class Compared:
    """Facts of both times."""

    same: int
    changed: tuple[tuple[FrozenFact, FrozenFact], ...]
    """As it was frozen, and as it reads now."""
    gone: tuple[FrozenFact, ...]
    come: tuple[FrozenFact, ...]

    @property
    def is_still_so(self) -> bool:
        """Whether everything that was frozen still reads so."""
        return not (self.changed or self.gone)


def compared(frozen: Frozen, file: File | None) -> Compared:
    """What was frozen beside what the records say now; without a file everything is gone."""
    then = {_key(one): one for one in frozen.facts.filter(kind__in=COMPARED)}
    now = {_key(one): one for one in _unsaved(pieces(file))} if file else {}
    both = [(then[key], now[key]) for key in then if key in now]
    return Compared(
        same=sum(old.sha256 == new.sha256 for old, new in both),
        changed=tuple((old, new) for old, new in both if old.sha256 != new.sha256),
        gone=tuple(one for key, one in then.items() if key not in now),
        come=tuple(one for key, one in now.items() if key not in then),
    )


def _key(fact: FrozenFact) -> tuple[str, ...]:
    return (fact.kind, fact.sign, fact.table, fact.evidence_id, str(fact.happened_on))


def _unsaved(found: Iterable[Piece]) -> list[FrozenFact]:
    return [
        FrozenFact(
            kind=one.kind,
            sign=one.sign,
            happened_on=one.happened_on,
            table=one.table,
            evidence_id=one.evidence_id,
            content=(written := canonical(one.content)),
            sha256=digest(one.kind, written),
        )
        for one in found
        if one.kind in COMPARED
    ]
