"""Reading the diary, and proving that nobody has changed it."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.module_loading import import_string

from amicable.web.diary.actions import FIRST_SEAL, seal
from amicable.web.diary.models import Entry

ERASED = "erased"
"""Among the values of an entry whose words were erased with the client that they were about."""
ERASING = "closing.erased"
"""The act that names such entries by number, and is itself sealed."""


@dataclass(frozen=True)
class Verified:
    """The result of a proof: how many entries hold, and where the chain breaks."""

    entries: int
    seal: str
    """Of the last entry; written down elsewhere, it also proves that none was cut off the end."""
    broken_at: int | None = None
    what: str = "diary"
    """What was proved, or where the break is."""

    @property
    def holds(self) -> bool:
        """Whether nothing was changed, left out or put in."""
        return self.broken_at is None


def verify() -> Verified:
    """Walk the whole chain."""
    before, number = FIRST_SEAL, 0
    unsaid, named = set[int](), set[int]()
    for entry in Entry.objects.order_by("number").iterator(chunk_size=2000):
        number += 1
        holds = entry.seal == seal(entry)
        if entry.number != number or entry.seal_before != before or not (holds or ERASED in entry.told):
            return Verified(number - 1, before, broken_at=number)
        unsaid |= set() if holds else {number}
        named |= set(entry.told.get("entries", ())) if holds and entry.act == ERASING else set()
        before = entry.seal
    if unsaid - named:  # words were taken out, and no sealed entry says that they were
        return Verified(number, before, broken_at=min(unsaid - named))
    return Verified(number, before)


def proofs() -> list[Verified]:
    """The proof of the diary, and of everything else that is sealed."""
    return [verify(), *(import_string(path)() for path in settings.PROOFS)]


def entries(*, about: str = "", by: str = "", words: str = "") -> QuerySet[Entry]:
    """Entries, latest first."""
    found = Entry.objects.all()
    if about:
        found = found.filter(about=about)
    if by:
        found = found.filter(by=by)
    if words:
        found = found.filter(Q(act__icontains=words) | Q(about__icontains=words) | Q(by__icontains=words))
    return found
