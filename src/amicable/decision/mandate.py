"""The mandate: what a person may do for a client on the spot, up to which amount, and whom to ask beyond it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from amicable.i18n import N_, say
from amicable.money import Money


@dataclass(frozen=True)
class Act:
    """Something that a mandate can allow."""

    title: str
    about: str
    spends: bool
    """Whether it gives money, so that amounts limit it."""
    only: str = ""
    """Only for clients of this kind: "consumer"."""


ACTS = {
    "goodwill_credit": Act(N_("Give a goodwill credit"), N_("money off a later invoice"), spends=True),
    "refund": Act(N_("Refund"), N_("money that was paid goes back"), spends=True),
    "waive_fee": Act(N_("Waive a fee"), N_("a charge that is not asked for"), spends=True),
    "end_call": Act(N_("End a call"), N_("after a warning, when somebody is abusive"), spends=False),
    "refuse_request": Act(N_("Refuse a request"), N_("it is outside what was agreed"), spends=False),
    "pause_service": Act(N_("Pause the service"), N_("until something is settled"), spends=False),
    "end_account": Act(
        N_("End a consumer's account"), N_("a private customer, with notice"), spends=False, only="consumer"
    ),
}


class Verdict(StrEnum):
    """The answer at one glance."""

    YES = "yes"
    ABOVE = "above"  # a named person may grant it
    NO = "no"  # no mandate speaks of it, so nobody is named who could grant it


@dataclass(frozen=True)
class Terms:
    """One line of a mandate; amounts in minor units, None: no limit."""

    action: str
    currency: str
    per_client: int | None = None
    """For one client in a month."""
    per_month: int | None = None
    """For all clients together in a month."""
    segments: frozenset[str] = frozenset()
    """Only clients of these; empty: of any."""
    signs: frozenset[str] = frozenset()
    """Only clients that show at least one of these strongly; empty: any."""
    unless: frozenset[str] = frozenset()
    """Not for clients that show one of these strongly."""
    above: str = ""
    """The name of the person whom one asks beyond it."""
    number: int = 0
    """What the application calls it."""


@dataclass(frozen=True)
class Asked:
    """What somebody wants to do; `amount` in minor units, 0 where no money is given."""

    action: str
    amount: int = 0
    segment: str = ""
    shows: frozenset[str] = frozenset()
    """Signs that the client shows strongly."""
    kind: str = ""
    """"business", "consumer" or empty: the records do not say."""


@dataclass(frozen=True)
class Spent:
    """What a line has given this month already; minor units."""

    for_client: int = 0
    in_month: int = 0


@dataclass(frozen=True)
class Answer:
    """Whether it may be done now, in a whole sentence."""

    verdict: Verdict
    message: str
    values: dict[str, object] = field(default_factory=dict)
    terms: Terms | None = None
    """The line that allows it, or that comes nearest."""

    @property
    def allowed(self) -> bool:
        """Whether it may be done now."""
        return self.verdict is Verdict.YES

    @property
    def left(self) -> Money | None:
        """What is left for this client this month; None where nothing limits it."""
        found = self.values.get("left")
        return found if isinstance(found, Money) else None

    def said(self, language: str | None = None) -> str:
        """The sentence as a reader of `language` expects it."""
        spoken = {
            name: value.shown(language or "en") if isinstance(value, Money) else value
            for name, value in self.values.items()
        }
        return say(self.message, language, **spoken)


def month_of(day: date) -> date:
    """The first day of the month that the budget of `day` belongs to."""
    return day.replace(day=1)


def may(lines: Sequence[tuple[Terms, Spent]], asked: Asked) -> Answer:
    """Whether `asked` may be done now under any of `lines`, the lines of one role with what they gave this month."""
    of_action = [(terms, spent) for terms, spent in lines if terms.action == asked.action]
    if not of_action:
        return Answer(Verdict.NO, N_("Your mandate does not speak of this. Ask the owner of the firm."))
    answers = [_under(terms, spent, asked) for terms, spent in of_action]
    return min(answers, key=_preference)


def room(terms: Terms, spent: Spent) -> int | None:
    """What the line still gives to this client this month, minor units; None: as much as one wants."""
    left = [
        limit - gone
        for limit, gone in ((terms.per_client, spent.for_client), (terms.per_month, spent.in_month))
        if limit is not None
    ]
    return max(min(left), 0) if left else None


def _preference(answer: Answer) -> tuple[int, int]:
    """Allowed first; then what falls short by an amount alone, the larger first; then what the client does not fit."""
    order = {Verdict.YES: 0, Verdict.ABOVE: 1, Verdict.NO: 2}[answer.verdict]
    limit = answer.terms.per_client if answer.terms and "left" in answer.values else None
    return order, -(limit if limit is not None else -1)


def _under(terms: Terms, spent: Spent, asked: Asked) -> Answer:
    if mismatch := _mismatch(terms, asked):
        return Answer(Verdict.ABOVE, mismatch, {"person": terms.above}, terms)
    if not ACTS[asked.action].spends:
        return Answer(Verdict.YES, N_("Yes, you may do this now."), {}, terms)
    left = room(terms, spent)
    if left is None:
        return Answer(Verdict.YES, N_("Yes, you may do this now. Your mandate sets no limit."), {}, terms)
    values: dict[str, object] = {
        "amount": Money(asked.amount, terms.currency),
        "left": Money(left - asked.amount if asked.amount <= left else left, terms.currency),
    }
    if asked.amount <= left:
        return Answer(
            Verdict.YES, N_("Yes, you may give {amount} now. For this client {left} is left this month."), values, terms
        )  # fmt: skip
    return Answer(Verdict.ABOVE, _short(terms, spent, asked.amount), values | {"person": terms.above}, terms)


def _mismatch(terms: Terms, asked: Asked) -> str:
    """Why the line is not made for this client, as a sentence; empty: it is."""
    only = ACTS[asked.action].only
    if only and asked.kind != only:
        return N_("This is for private customers, and the records do not say that this client is one. {person} can decide about it.")  # fmt: skip
    if terms.segments and asked.segment not in terms.segments:
        return N_("Your mandate allows this for other groups of clients. {person} can decide about this one.")
    if terms.signs and not terms.signs & asked.shows:
        return N_("Your mandate allows this where certain signs are strong, and this client shows none of them. {person} can decide about it.")  # fmt: skip
    if terms.unless & asked.shows:
        return N_("Your mandate leaves out clients with certain signs, and this one shows them. {person} can decide about it.")  # fmt: skip
    return ""


def _short(terms: Terms, spent: Spent, amount: int) -> str:
    """Which limit stands in the way, as a sentence."""
    if terms.per_client is not None and amount > terms.per_client - spent.for_client:
        return N_("{amount} is more than you may give to this client this month; {left} is left. {person} can grant it.")  # fmt: skip
    return N_("{amount} is more than this month's budget still holds; {left} is left. {person} can grant it.")
