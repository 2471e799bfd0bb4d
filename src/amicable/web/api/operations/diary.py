"""The diary, and the proof that nobody has changed it."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Query, Schema

from amicable.i18n import N_
from amicable.web.api.routes import Routes
from amicable.web.api.shapes import Page, Paged, Words, piece
from amicable.web.diary import queries
from amicable.web.diary.acts import sentence
from amicable.web.diary.models import Entry
from amicable.web.rights import AUDIT

ROUTES = Routes.about(N_("Diary"))


class EntryAnswer(Schema):
    """One action, sealed with the one before it."""

    number: int
    at: datetime
    by: str
    act: str
    about: str
    sentence: str
    told: dict[str, Any]
    seal_before: str
    seal: str

    @staticmethod
    def resolve_sentence(entry: Entry) -> str:
        """In the language of the person."""
        return sentence(entry)


class Proof(Schema):
    """Whether a chain holds."""

    what: str
    """"diary", "records" (of decisions) or "frozen" (evidence)."""
    holds: bool
    entries: int
    seal: str
    broken_at: int | None


class Proofs(Proof):
    """Whether the chain of the diary holds, and what else is sealed."""

    others: list[Proof]


class WhichEntries(Schema):
    """Which entries are wanted."""

    about: Words = ""
    by: Words = ""
    q: Words = ""


@ROUTES.get("diary", AUDIT, N_("Every action of every person, latest first"), Page[EntryAnswer])
def entries(request: HttpRequest, which: Query[WhichEntries], asked: Paged) -> dict[str, object]:  # noqa: ARG001 (the signature of an operation)
    """About one thing, by one person, or those whose act, person or thing holds the words `q`."""
    return piece(queries.entries(about=which.about, by=which.by, words=which.q), asked)


@ROUTES.get("diary/proof", AUDIT, N_("The proof that nobody has changed the diary"), Proofs)
def proof(request: HttpRequest) -> dict[str, object]:  # noqa: ARG001 (the signature of an operation)
    """All chains are walked."""
    diary, *others = queries.proofs()
    return {**_plain(diary), "others": [_plain(one) for one in others]}


def _plain(one: queries.Verified) -> dict[str, object]:
    return {
        "what": one.what,
        "holds": one.holds,
        "entries": one.entries,
        "seal": one.seal,
        "broken_at": one.broken_at,
    }
