"""From what is known of a client and the policy pack to a parting: what the records know is filled in, what nobody knows stays unknown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from amicable.decision.review import Candidate
from amicable.decision.situations import Situation
from amicable.disengagement.advisor import Advice, Outset, advise, wanted
from amicable.disengagement.call.framing import DAYS_ONLY
from amicable.disengagement.drafting.given import Given
from amicable.disengagement.parting import Addressee, Fact, Goodwill, Parting, Records, Sender, Service
from amicable.disengagement.settlement import Item, open_invoice, settle
from amicable.disengagement.texts import Section, Texts, shipped
from amicable.duties import Pack, Reason
from amicable.evidence import Evidence
from amicable.i18n import N_, say
from amicable.money import Money
from amicable.refusal import Refusal

A_YEAR = timedelta(days=365)
DOWNLOAD_DAYS = 30
"""Days after the end in which files can be fetched, where the pack has no period of its own."""
DELETION_DAYS = 30
"""Days between the last download and the deletion of our copies."""
PAYMENT_DAYS = 14
ANSWER_DAYS = 14
"""Days for a payment, and for sending the copy back."""
OWN = "own_faults"
"""The family of signs that are pointed at ourselves."""
SPOKEN = frozenset({"call", "video", "meeting"})
"""Channels on which people speak with each other."""
READER = 1
"""With exactly so many contacts, the letter goes to that person."""
Row = Mapping[str, Any]


class TooEarly(Refusal):
    """An end before the notice has run."""


class UnknownCause(Refusal):
    """A cause for which no words have been written."""


@dataclass(frozen=True)
class Drafted:
    """A parting, and the advice by which goodwill and apology were put in or left out."""

    parting: Parting
    advice: tuple[Advice, ...]
    call: bool
    credit_note: str = ""
    """Number of the credit note; empty: none is issued."""


@dataclass(frozen=True)
class Wanted:
    """What was asked for: the pack, the days, the language. None or empty: what follows from the rest."""

    pack: Pack
    as_of: date
    end_on: date | None = None
    told_on: date | None = None
    language: str = ""


def drafted(
    client: Candidate, situations: Sequence[Situation], own: Evidence, wish: Wanted, given: Given
) -> Drafted:
    """The parting of one client; `own` is evidence that holds it. TooEarly before the notice has run."""
    known = _known(own, client.client_id)
    cause = _cause(client, given.plain.cause)
    pack = wish.pack.for_cause(cause)
    told_on = given.plain.told_on or wish.told_on or wish.as_of
    texts = Texts(wish.language or given.plain.language or known.language or "en", given.plain.formal)
    faults = [
        one
        for one in _facts(situations, OWN, texts, own.firm.currency)
        if one.happened_on > wish.as_of - A_YEAR
    ]
    advice = advise(_outset(given, pack, len(faults)))
    call = wanted(advice, "call")
    made = Parting(
        client=client.name,
        addressees=known.addressees(client.name),
        firm=Sender(own.firm.name),
        pack=wish.pack,
        as_of=wish.as_of,
        consumer=known.consumer,
        since_on=client.since_on,
        own_faults=tuple(one.sentence for one in reversed(faults)),
        services=known.services,
        channel=_channel(pack),
        apologise=wanted(advice, "apology"),
        settlement=_account(given, known, own),
        acknowledge_by=told_on + timedelta(days=ANSWER_DAYS),
        **_spoken(texts),
        **_cited(cause, _facts(situations, cause, texts, own.firm.currency), wish.as_of),
        **_files(pack, _end(pack, wish.end_on, told_on, known.notice_days), texts.language),
    )
    changes = {key: value for key, value in given.changes.items() if key not in ("language", "cause")}
    firm = replace(given.changes["firm"], name=given.changes["firm"].name or own.firm.name) if "firm" in changes else made.firm  # fmt: skip
    parting = replace(made, **changes | {"firm": firm, "told_on": told_on if call else None})
    parting = replace(parting, goodwill=_goodwill(parting, given.items or ()))
    return Drafted(parting, advice, call, given.plain.credit_note)


def _goodwill(parting: Parting, items: tuple[Item, ...]) -> Goodwill | None:
    """What is given beyond the settled account, from the account itself, so that call and letter say the same."""
    lines = [line for item in items for line in item.lines]
    given = -sum(line.amount.minor for line in lines if line.what in ("goodwill", "credited"))
    numbers = [str(line.values["number"]) for line in lines if line.what == "waived"]
    included = parting.support is not None and parting.support.price is None
    if not (given or numbers or included):
        return None
    refund = Money(given, lines[0].amount.currency) if given else None
    return Goodwill(refund, parting.settled_by, numbers[0] if numbers else "", included)


def _spoken(texts: Texts) -> dict[str, Any]:
    return {"language": texts.language, "formal": texts.formal}


def _cited(cause: str, facts: tuple[Fact, ...], as_of: date) -> dict[str, Any]:
    """The cause with its facts, and how often it stands in the records of the last year."""
    since = as_of - A_YEAR
    counted = sum(one.happened_on > since for one in facts)
    return {"cause": cause, "facts": facts, "counted": counted, "counted_since": since}


def _outset(given: Given, pack: Pack, faults: int) -> Outset:
    """What was said about the client, with what is documented and what the pack allows."""
    named = len(given.changes.get("alternatives", ()))
    silent = pack.reason in (Reason.FORBIDDEN, Reason.ADVISED_AGAINST)
    barred = set(pack.ways("never")) >= SPOKEN
    return replace(
        given.outset, alternatives=named, own_faults=faults, may_explain=not silent, may_call=not barred
    )


def _cause(client: Candidate, given: str) -> str:
    """The cause that was given, else the family of the strongest sign that counts; none of our own faults."""
    known = tuple(shipped("en", "script")["reason"])
    if given and given not in known:
        raise UnknownCause(
            N_("There are no words for the cause “{cause}”. Choose one of: {known}."),
            cause=given,
            known=", ".join(known),
        )
    return given or next((family for family in client.families if family in known), "")


def _end(pack: Pack, wished: date | None, told_on: date, agreed_days: int) -> date:
    earliest = pack.notice.ends_on(told_on, agreed_days)
    if wished and wished < earliest:
        raise TooEarly(
            N_(
                "The service cannot end on {wished}: told on {told_on}, the notice of “{pack}” runs until {earliest}. Choose that day or a later one."
            ),
            wished=wished.isoformat(),
            told_on=told_on.isoformat(),
            pack=say(pack.title),
            earliest=earliest.isoformat(),
        )
    return wished or earliest


def _facts(situations: Sequence[Situation], family: str, texts: Texts, currency: str) -> tuple[Fact, ...]:
    """Documented situations of a family as they are said to the client, oldest first.

    Signs for which script.toml has no sentence are our own figures or opinions, and are not said.
    """
    section = texts.section("script", "our_fact" if family == OWN else "fact")
    days = [one.happened_on for one in situations if one.sign.family == family]
    if family in DAYS_ONLY:
        return tuple(Fact(texts.shown(day), day, family) for day in sorted(days))
    told = [one for one in situations if one.sign.family == family and one.sign.name in section]
    return tuple(
        Fact(_sentence(one, section, currency), one.happened_on, family)
        for one in sorted(told, key=lambda one: one.happened_on)
    )


def _sentence(one: Situation, say: Section, currency: str) -> str:
    clock = "" if one.minute is None else f"{one.minute // 60:02d}:{one.minute % 60:02d}"
    amount = "" if one.value is None else Money(one.value, currency)
    return say(one.sign.name, date=one.happened_on, quote=one.quote, days=one.days or 0, amount=amount, time=clock)  # fmt: skip


def _channel(pack: Pack) -> str:
    ways = [one for one in pack.ways("confirm") if one in shipped("en", "letter")["delivery"]]
    return ways[0] if ways else ""


def _files(pack: Pack, end_on: date, language: str) -> dict[str, Any]:
    """The last day, and the days that follow from it: payment, files fetched, deleted, kept."""
    clock = pack.clock("download")
    until = end_on + timedelta(days=clock.days if clock and clock.after == "ended" else DOWNLOAD_DAYS)
    records = tuple(
        Records(
            one.name,
            end_on + timedelta(days=one.return_by_days) if one.return_by_days else None,
            one.kept_until(end_on) if one.keep_years or one.keep_days else None,
            say(one.basis, language),
        )
        for one in pack.records
    )
    return {
        "end_on": end_on,
        "settled_by": end_on + timedelta(days=PAYMENT_DAYS),
        "records": records,
        "records_by": until,
        "deletion_on": until + timedelta(days=DELETION_DAYS),
    }


@dataclass(frozen=True)
class _Known:
    """What the ledger knows about one client beyond its findings."""

    client: Row
    people: tuple[Row, ...]
    engagements: tuple[Row, ...]
    invoices: tuple[Row, ...] | None

    @property
    def language(self) -> str:
        return str(self.client.get("language") or "")

    @property
    def consumer(self) -> bool:
        return self.client.get("kind") == "consumer"

    @property
    def notice_days(self) -> int:
        """The longest notice that was agreed."""
        return max((one["notice_days"] or 0 for one in self.engagements), default=0)

    @property
    def services(self) -> tuple[Service, ...]:
        named = {one["title"] or one["service"]: one["started_on"] for one in reversed(self.engagements)}
        names = sorted(filter(None, named))
        return tuple(
            Service(name, named[name])
            for name in names
            if not any(name != other and name.startswith(other) for other in names)
        )

    def addressees(self, name: str) -> tuple[Addressee, ...]:
        """The client, or the one person who is known there."""
        email = str(self.client.get("email") or "")
        if len(self.people) == READER and self.people[0]["name"] and not self.consumer:
            person = self.people[0]
            return (Addressee(person["name"], "", (name,), person["email"] or email),)
        return (Addressee(name, email=email),)


def _known(own: Evidence, client_id: str) -> _Known:
    def rows(table: str) -> tuple[Row, ...]:
        found = own.tables[table]
        return tuple(found.filter(found.client_id == client_id).to_pyarrow().to_pylist())

    running = (one for one in rows("engagements") if not one["ended_on"] or one["ended_on"] > own.as_of)
    return _Known(
        client=next(iter(rows("clients")), {}),
        people=rows("contacts"),
        engagements=tuple(sorted(running, key=lambda one: (str(one["started_on"]), str(one["title"])))),
        invoices=rows("invoices") if own.has("invoices") else None,
    )


def _account(given: Given, known: _Known, own: Evidence) -> Any:  # noqa: ANN401 (a settlement or nothing)
    """The final account: what people gave, else the open invoices; None where neither is known."""
    currency = own.firm.currency
    if given.items is None and not known.invoices:
        return None
    items: Iterable[Item] = given.items if given.items is not None else _open(known.invoices or (), currency)
    return settle(items, currency=currency, held=given.plain.held)


def _open(invoices: tuple[Row, ...], currency: str) -> list[Item]:
    due = [one for one in invoices if not one["paid_on"] and (one["open_amount"] or one["total"] or 0) > 0]
    return [
        open_invoice(
            str(one["number"] or one["invoice_id"]), Money(one["open_amount"] or one["total"], currency)
        )
        for one in sorted(due, key=lambda one: one["issued_on"])
    ]
