"""Setting mandates, booking against them, asking for what is above them, granting and declining."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from amicable.decision.mandate import ACTS, Answer, Terms, Verdict, may, month_of
from amicable.i18n import N_
from amicable.money import Money
from amicable.refusal import Refusal
from amicable.web.accounts.models import Person
from amicable.web.diary.actions import write
from amicable.web.frontline.clock import today
from amicable.web.mandates import queries
from amicable.web.mandates.models import Booking, Budget, Mandate, Request
from amicable.web.portfolio.models import Client
from amicable.web.rendering import firm, language
from amicable.web.rights import DECIDE, Role


class NotCovered(Refusal):
    """The mandate does not cover it; the sentence says what is left, and who can grant it."""


class NeedsNoRequest(Refusal):
    """It may be done at once."""


class NobodyToAsk(Refusal):
    """There is nobody else who could grant it."""


class NotYoursToAnswer(Refusal):
    """Another person was asked."""


class AnsweredAlready(Refusal):
    """The request has its answer."""


class TakenBackAlready(Refusal):
    """The booking no longer counts."""


class NotYoursToTakeBack(Refusal):
    """Somebody else booked it."""


@dataclass(frozen=True)
class Wanted:
    """What a person wants to do for a client; `amount` in minor units of the firm's currency."""

    client: Client
    action: str
    amount: int = 0
    reason: str = ""


@transaction.atomic
def set_line(*, by: Person, role: str, terms: Terms, above: Person, at: datetime, instead_of: Mandate | None = None) -> Mandate:  # fmt: skip
    """Write a line; what was booked under `instead_of` stays with that one, which ends."""
    if instead_of:
        Mandate.objects.filter(pk=instead_of.pk, ended_at=None).update(ended_at=at)
    made = Mandate.objects.create(
        role=role,
        action=terms.action,
        currency=terms.currency,
        per_client=terms.per_client,
        per_month=terms.per_month,
        segments=sorted(terms.segments),
        signs=sorted(terms.signs),
        unless=sorted(terms.unless),
        above=above,
        made_by=by.email,
    )
    if instead_of:  # the month goes on with what the earlier line has given
        _carry_over(instead_of, made, month_of(today(at)))
    write("mandate.set", by=by.email, about=f"mandate:{made.pk}", role=role, action=terms.action)
    return made


def _carry_over(before: Mandate, after: Mandate, month: date) -> None:
    found = Budget.objects.filter(mandate=before, month=month).first()
    if found:
        Budget.objects.create(mandate=after, month=month, spent=found.spent)
        Booking.objects.filter(mandate=before, month=month).update(mandate=after)


@transaction.atomic
def end_line(*, by: Person, mandate: Mandate, at: datetime) -> None:
    """From now on nobody books under it."""
    if Mandate.objects.filter(pk=mandate.pk, ended_at=None).update(ended_at=at):
        write("mandate.ended", by=by.email, about=f"mandate:{mandate.pk}", role=mandate.role, action=mandate.action)  # fmt: skip


@transaction.atomic
def book(*, by: Person, wanted: Wanted, at: datetime) -> Booking:
    """Write down that it is done, if the mandate covers it at this moment; nobody can spend the same money twice."""
    month = month_of(today(at))
    lines = _held(by, wanted.action, month)
    answer = _answer(by, wanted, lines, month)
    if not answer.allowed:
        raise NotCovered(answer.message, **_said(answer))
    number = answer.terms.number if answer.terms else None
    Budget.objects.filter(mandate=number, month=month).update(spent=F("spent") + _amount(wanted))
    return _booked(by, wanted, at, month, mandate_id=number)


def _held(by: Person, action: str, month: date) -> list[Mandate]:
    """The lines of the person, held until the transaction ends: on PostgreSQL by their rows, SQLite has one writer."""
    lines = list(queries.lines_of(by, action).select_for_update(of=("self",)).order_by("pk"))
    Budget.objects.bulk_create([Budget(mandate=one, month=month) for one in lines], ignore_conflicts=True)
    return lines


def _answer(by: Person, wanted: Wanted, lines: list[Mandate], month: date) -> Answer:
    if not lines and by.role == Role.OWNER:
        return Answer(Verdict.YES, queries.UNLIMITED)
    asked = queries.asked(wanted.client, wanted.action, wanted.amount, lines)
    return may(queries.spent(lines, wanted.client, month), asked)


def _booked(
    by: Person, wanted: Wanted, at: datetime, month: date, mandate_id: int | None = None, request: Request | None = None
) -> Booking:  # fmt: skip
    made = Booking.objects.create(
        mandate_id=mandate_id,
        request=request,
        client=wanted.client,
        action=wanted.action,
        amount=_amount(wanted),
        currency=firm().currency,
        reason=wanted.reason.strip(),
        person=by,
        at=at,
        month=month,
    )
    write(
        "mandate.booked_money" if made.amount else "mandate.booked",
        by=by.email,
        about=about(wanted.client),
        name=wanted.client.name,
        action=wanted.action,
        amount=_written(made.amount),
    )
    return made


@transaction.atomic
def take_back(*, by: Person, booking: Booking, at: datetime) -> None:
    """It was not done after all: the budget has it again."""
    found = Booking.objects.select_for_update().get(pk=booking.pk)
    if found.person_id != by.pk and not by.may(DECIDE, writing=True):
        raise NotYoursToTakeBack(
            N_("{person} booked this. Ask them, or an owner or manager, to take it back."),
            person=found.person,
        )
    if found.taken_back_at:
        raise TakenBackAlready(N_("This was taken back already; the budget has it again."))
    found.taken_back_at, found.taken_back_by = at, by.email
    found.save(update_fields=["taken_back_at", "taken_back_by"])
    Budget.objects.filter(mandate=found.mandate_id, month=found.month).update(spent=F("spent") - found.amount)
    write("mandate.taken_back", by=by.email, about=about(found.client), name=found.client.name, action=found.action)  # fmt: skip


@transaction.atomic
def ask(*, by: Person, wanted: Wanted, at: datetime) -> Request:
    """Put it before the person whom the mandate names."""
    answer = queries.answered(by, wanted.client, wanted.action, wanted.amount, at)
    if answer.allowed:
        raise NeedsNoRequest(N_("You may do this yourself, now. Book it instead of asking."))
    made = Request.objects.create(
        client=wanted.client,
        action=wanted.action,
        amount=_amount(wanted),
        currency=firm().currency,
        reason=wanted.reason.strip(),
        asked_by=by,
        asked_at=at,
        of=_whom(by, answer),
    )
    write("mandate.asked", by=by.email, about=about(wanted.client), name=wanted.client.name, action=wanted.action, person=str(made.of))  # fmt: skip
    return made


def _whom(by: Person, answer: Answer) -> Person:
    """The person named in the mandate; an owner where that is oneself, nobody, or somebody who has left."""
    named = Mandate.objects.filter(pk=answer.terms.number).first() if answer.terms else None
    if named and named.above.is_active and named.above_id != by.pk:
        above: Person = named.above
        return above
    owner: Person | None = (
        Person.objects.filter(role=Role.OWNER, is_active=True).exclude(pk=by.pk).order_by("pk").first()
    )
    if not owner:
        raise NobodyToAsk(
            N_(
                "There is nobody else who could grant this. An owner can let a second owner in, or change the mandate."
            )
        )
    return owner


@transaction.atomic
def answer_request(*, by: Person, request: Request, grant: bool, words: str, at: datetime) -> Request:
    """Grant it, so that it is booked for the person who asked, or decline it with a reason."""
    found = Request.objects.select_for_update().get(pk=request.pk)
    if found.asked_by_id == by.pk or (found.of_id != by.pk and by.role != Role.OWNER):
        raise NotYoursToAnswer(
            N_("{person} was asked, so {person} answers it. Nobody grants what they asked for themselves."), person=found.of
        )  # fmt: skip
    if found.state != "open":
        raise AnsweredAlready(N_("This request has its answer already, and it stays as it was given."))
    found.state, found.answer = ("granted" if grant else "declined"), words.strip()
    found.answered_by, found.answered_at = by, at
    found.save()
    act = "mandate.granted" if grant else "mandate.declined"
    write(act, by=by.email, about=about(found.client), name=found.client.name, action=found.action, person=str(found.asked_by))  # fmt: skip
    if grant:
        wanted = Wanted(found.client, found.action, found.amount, found.reason)
        _booked(found.asked_by, wanted, at, month_of(today(at)), request=found)
    return found


def about(client: Client) -> str:
    """What diary entries about the client are filed under."""
    return f"client:{client.client_id}"


def _amount(wanted: Wanted) -> int:
    return wanted.amount if ACTS[wanted.action].spends else 0


def _written(minor: int) -> str:
    money = Money(minor, firm().currency)
    return f"{money.amount:f} {money.currency}"


def _said(answer: Answer) -> dict[str, object]:
    """Values of the sentence with amounts as the reader writes them."""
    return {
        name: value.shown(language()) if isinstance(value, Money) else value
        for name, value in answer.values.items()
    }
