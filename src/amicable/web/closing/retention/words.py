"""What names a client: ids, names, addresses and numbers, by which everything about them is found."""

import html
import json
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q, QuerySet

from amicable.engines.erasing import ids_of, said_of, unsaid
from amicable.web.accounts.models import Person
from amicable.web.closing.store import derived
from amicable.web.portfolio.models import Client
from amicable.web.portfolio.reviewing import ledger

SHORTEST = 4
"""Shorter words, and short numbers, could be anything; they are found only where they stand as a client's id."""
FEWEST_DIGITS = 7
PURPOSE = b"amicable erasures"


@dataclass(frozen=True)
class Named:
    """What names one client."""

    ids: frozenset[str]
    words: frozenset[str]
    """Ids, names, addresses and numbers that name nobody else."""


def named(client: Client) -> Named:
    """Everything by which the client, and people on its side, are known."""
    opened = ledger()
    merged = [client, *client.aliases.all()]
    ids = frozenset(one for each in merged for one in ids_of(opened, each.client_id))
    known = list(rows_of(client, ids))
    ours, others = said_of(opened, ids)
    addresses = {one.partition(":")[2] for one in ids if "@" in one}
    people = {value for one in Person.objects.values_list("name", "email") for value in one}
    foreign = {one.casefold() for one in (*others, *people, *_other_names(known))}
    found = {*ours, *addresses, *(one.name for one in known)}
    words = {one for one in found if one.casefold() not in foreign and _tells(one)}
    return Named(ids, frozenset(words | {one for one in ids if _tells(one)}))


def rows_of(client: Client, ids: Collection[str]) -> QuerySet[Client]:
    """Every row that is the client: its own, those merged into it, and those that stand under another of its ids."""
    found: QuerySet[Client] = Client.objects.filter(Q(pk=client.pk) | Q(survivor=client) | Q(client_id__in=ids))  # fmt: skip
    return found


def written(words: Collection[str]) -> frozenset[str]:
    """The words in every way in which they may lie in a column: plain, inside JSON, inside HTML."""
    return frozenset(form for one in words for form in (one, json.dumps(one)[1:-1], html.escape(one)))


def without(text: str, words: Collection[str]) -> str:
    """The text without them."""
    return unsaid(text, written(words))


def searched(words: Iterable[str]) -> re.Pattern[bytes]:
    """What finds any of them in bytes."""
    some = sorted({form.encode() for one in words for form in written([one])}, key=len, reverse=True)
    return re.compile(
        rb"(?i)(?<![0-9a-z])(?:" + b"|".join(re.escape(one) for one in some) + rb")(?![0-9a-z])"
    )


def key() -> bytes:
    """The key under which ids of erased clients are remembered."""
    return derived(settings.DEPLOYMENT.secret(), PURPOSE)


def _tells(word: str) -> bool:
    digits = re.sub(r"\D", "", word)
    plain = re.sub(r"[\W_]", "", word)
    return len(word) >= SHORTEST and (plain != digits or len(digits) >= FEWEST_DIGITS)


def _other_names(known: Collection[Client]) -> Iterable[str]:
    mine = [one.pk for one in known]
    names: Iterable[str] = Client.objects.exclude(pk__in=mine).values_list("name", flat=True).iterator()
    return names
