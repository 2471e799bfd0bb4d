"""What the client sees: what the firm has released of a case, as plain values; nothing else reaches the page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from amicable.decision.path import ACTIONS
from amicable.money import Money, digits
from amicable.offboarding import all_tasks
from amicable.offboarding.retention import Kept
from amicable.web.cases.models import Case
from amicable.web.closing.models import Closing, OffboardingTask, Pack
from amicable.web.closing.offboarding.facts import kept_of
from amicable.web.parting.facts.drafting import kept
from amicable.web.parting.models import Alternative
from amicable.web.portal.models import Release, Word
from amicable.web.rendering import firm, told

AT_MOST = 60
"""Words of a client on one page; further ones are said to a person."""


@dataclass(frozen=True)
class Support:
    """Until when questions are answered, and at what price."""

    until: date
    price: Money | None
    """None: it is included."""


@dataclass(frozen=True)
class Step:
    """One thing that happens, as the client reads it."""

    words: str
    subject: str
    on: date
    done_on: date | None
    who: str
    """Of whom it is looked after; empty: the client does it."""


@dataclass(frozen=True)
class Contact:
    """The human whom the client turns to."""

    name: str
    email: str
    phone: str


@dataclass(frozen=True)
class Page:
    """Everything on the page. None and empty: not released, or not there."""

    client: str
    end_on: date
    is_over: bool
    told_on: date | None
    services: tuple[tuple[str, date], ...]
    ours: tuple[Step, ...]
    theirs: tuple[Step, ...]
    pack: Pack | None
    records: tuple[Kept, ...]
    account: dict[str, Any] | None
    account_on: date | None
    alternatives: tuple[Alternative, ...]
    contact: Contact
    support: Support | None
    may_contest: bool
    words: tuple[Word, ...]


def page_of(closing: Closing, release: Release, language: str, now: datetime) -> Page:
    """The page of a case in a language."""
    case, shown, today = closing.case, frozenset(release.sections), now.date()
    steps = tuple(sorted(_steps(closing), key=_next_first)) if "tasks" in shown else ()
    return Page(
        client=case.client.name,
        end_on=closing.end_on,
        is_over=closing.end_on < today,
        told_on=closing.told_on if "dates" in shown else None,
        services=tuple((one.name, one.last_on) for one in closing.services.all()) if "dates" in shown else (),
        ours=tuple(one for one in steps if one.who),
        theirs=tuple(one for one in steps if not one.who),
        pack=pack_of(closing, now) if "files" in shown else None,
        records=kept_of(closing) if "records" in shown else (),
        account=account_in(release, language) if "money" in shown else None,
        account_on=release.account_on,
        alternatives=tuple(alternatives_of(case)) if "alternatives" in shown else (),
        contact=Contact(release.contact.name, release.contact.email, release.phone),
        support=support_of(closing, today),
        may_contest=case.state in ACTIONS["contest"].comes_from,
        words=tuple(case.words.select_related("answered_by")[:AT_MOST]),
    )


def _steps(closing: Closing) -> Iterator[Step]:
    """Tasks that the client sees; one that is accepted undone is between people of the firm."""
    for one in closing.tasks.filter(accepted_at=None).select_related("person"):
        task = all_tasks()[one.task]
        if task.client_sees:
            who = "" if task.proof == "client" else one.person.name
            yield Step(told(task.client_sees), one.subject, one.due_on, _day(one), who)


def _next_first(one: Step) -> tuple[bool, date]:
    return one.done_on is not None, one.on


def _day(one: OffboardingTask) -> date | None:
    return one.done_at.date() if one.done_at else None


def pack_of(closing: Closing, now: datetime) -> Pack | None:
    """The latest pack of files that the firm let the client fetch, as long as it may be fetched."""
    found: Pack | None = closing.packs.exclude(stored=None).filter(released_at__isnull=False, expires_at__gt=now).select_related("stored").first()  # fmt: skip
    return found


def account_in(release: Release, language: str) -> dict[str, Any] | None:
    """The released account in a language; in another one where it was not written in this."""
    known: dict[str, Any] = release.account
    return known.get(language) or next(iter(known.values()), None)


def alternatives_of(case: Case) -> Iterator[Alternative]:
    """Whom the firm names to this client."""
    for one in case.referrals.select_related("alternative").order_by("alternative__name"):
        yield one.alternative


def support_of(closing: Closing, today: date) -> Support | None:
    """The window for questions, as long as it is open: as agreed, else until its task is due."""
    agreed = kept(closing.case).get("support") or {}
    task = closing.tasks.filter(task="support_ended", done_at=None, accepted_at=None).first()
    until = date.fromisoformat(agreed["until"]) if agreed.get("until") else task.due_on if task else None
    return Support(until, _price(agreed.get("price"))) if until and until >= today else None


def _price(written: str | None) -> Money | None:
    currency = firm().currency
    return Money(int(Decimal(written).scaleb(digits(currency))), currency) if written else None
