"""What a policy pack says, as values: notice, channel, reason, parts of the letter, records, gates and clocks."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from amicable.i18n import N_

CHECK = N_("Check with a lawyer before you rely on it.")
"""Stands beside every rule until the firm has named who checked the pack."""

ELEMENTS: Mapping[str, str] = {
    "parties": N_("Parties and joint clients"),
    "services": N_("Services that end"),
    "end_date": N_("Date of the end"),
    "statement": N_("Plain statement that the relationship ends"),
    "thanks": N_("Thanks"),
    "reason": N_("Reason"),
    "work_status": N_("What is done, what will still be done, what will not be done"),
    "deadlines": N_("Deadlines ahead and what happens if they are missed"),
    "successor": N_("Advice to appoint a successor, with alternatives"),
    "handover_consent": N_("Consent to brief the successor"),
    "fees": N_("Fees open, unbilled, refunded"),
    "money_held": N_("Money held for the client"),
    "services_provided": N_("List of the services provided"),
    "records": N_("Records: how to get them and until when"),
    "deletion": N_("Deletion date of each class of records"),
    "originals": N_("Originals, keys and registrations"),
    "access": N_("Access removed on both sides"),
    "data_roles": N_("Who answers for personal data"),
    "confidentiality": N_("Confidentiality after the end"),
    "urgent_cover": N_("Urgent cover during the notice"),
    "support": N_("Support after the end, its price and its last day"),
    "contest": N_("How to complain or contest"),
    "contact_after": N_("Contact after the end"),
    "readmission": N_("Whether and how to come back"),
    "delivery": N_("How the letter is delivered and proved"),
    "acknowledgement": N_("Acknowledgement by the client"),
}
"""Parts that a letter of confirmation can have, by name, with their titles."""

RECORDS: Mapping[str, str] = {
    "client_provided": N_("Records the client gave us"),
    "prepared_for_client": N_("Records we prepared for the client"),
    "work_product": N_("Work we delivered"),
    "working_papers": N_("Our working papers"),
    "identification": N_("Proof of identity"),
    "correspondence": N_("Letters and messages"),
    "invoices": N_("Invoices and accounts"),
}
"""Classes of records, by name, with their titles."""

CHANNELS: Mapping[str, str] = {
    "call": N_("Telephone call"),
    "video": N_("Video call"),
    "meeting": N_("Meeting in person"),
    "post": N_("Letter by post"),
    "tracked_post": N_("Letter by traceable post"),
    "email": N_("E-mail"),
    "portal": N_("Client portal"),
}
"""Ways in which a client can be told, by name, with their titles."""

PROFESSIONS: Mapping[str, str] = {
    "accounting": N_("Accounting"),
    "tax": N_("Tax advice"),
    "law": N_("Law"),
    "medicine": N_("Medicine"),
    "it": N_("IT services"),
    "payments": N_("Payment services"),
    "shop": N_("Shop"),
}
"""Professions that shipped packs are for, with their titles; a firm's own pack may name others."""


class Reason(StrEnum):
    """Whether the letter gives a reason."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    ADVISED_AGAINST = "advised_against"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a rule is taken from."""

    title: str
    url: str = ""
    read_on: date
    seen: bool = True
    """False: stated from memory, the text itself was not read."""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One rule: what it says in a whole sentence, its sources by name, and the day it was last checked."""

    note: str
    cite: tuple[str, ...]
    dated: date


@dataclass(frozen=True, kw_only=True)
class Notice(Rule):
    """How long before the end the client must be told, and what work goes on until then."""

    amount: int
    unit: str = field(metadata={"choices": ("days", "months")})
    from_: str = field(default="told", metadata={"choices": ("told", "month_end")})
    """Counts from the day the client was told, or from the end of that month."""
    delivery_days: int = 0
    """Days that a letter needs to arrive; notice counts from its arrival."""
    work: str = field(metadata={"choices": ("normal", "finish", "stop")})
    """Until the end: everything as agreed, only what was begun, or nothing."""

    def ends_on(self, told_on: date, agreed_days: int = 0) -> date:
        """The earliest last day of service; the longer of this notice and the one agreed in the contract."""
        return max(self._by_rule(told_on), told_on + timedelta(days=agreed_days))

    def _by_rule(self, told_on: date) -> date:
        start = told_on + timedelta(days=self.delivery_days)
        if self.from_ == "month_end":
            start = start.replace(day=monthrange(start.year, start.month)[1])
        return months_after(start, self.amount) if self.unit == "months" else start + timedelta(days=self.amount)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Channel(Rule):
    """A way to reach the client, and what it may be used for."""

    name: str = field(metadata={"choices": tuple(CHANNELS)})
    use: str = field(metadata={"choices": ("tell", "confirm", "never")})


@dataclass(frozen=True, kw_only=True)
class ReasonRule(Rule):
    """Whether the letter gives a reason."""

    choice: Reason = field(metadata={"choices": tuple(Reason)})


@dataclass(frozen=True, kw_only=True)
class Element(Rule):
    """A part that the letter must have."""

    name: str = field(metadata={"choices": tuple(ELEMENTS)})


@dataclass(frozen=True, kw_only=True)
class RecordClass(Rule):
    """What is done with one class of records."""

    name: str = field(metadata={"choices": tuple(RECORDS)})
    return_by_days: int
    """Days after the end by which the client has them; 0: they are ours and are not handed over."""
    keep_years: int = 0
    keep_days: int = 0
    from_: str = field(default="end", metadata={"choices": ("end", "year_end", "made")})
    """Kept from the end of the service, from the end of that calendar year, or from when each was made."""
    withhold: str = field(default="never", metadata={"choices": ("never", "until_paid", "ask")})
    """Whether they may be kept back while an invoice is open; "ask": local law decides."""
    basis: str
    """Why they may be kept that long, for the letter."""

    def kept_until(self, day: date) -> date:
        """The last day on which they are kept, if `day` is the day that `from_` means."""
        start = date(day.year, 12, 31) if self.from_ == "year_end" else day
        return months_after(start, 12 * self.keep_years) + timedelta(days=self.keep_days)


@dataclass(frozen=True, kw_only=True)
class PackGate(Rule):
    """A gate that must be answered before an ending under this pack."""

    name: str


@dataclass(frozen=True, kw_only=True)
class Clock(Rule):
    """A period within which something must be done."""

    name: str
    days: int
    after: str = field(metadata={"choices": ("told", "ended", "contested", "asked")})
    working: bool = False
    """Counted in working days."""


@dataclass(frozen=True, kw_only=True)
class Variation(Rule):
    """What is different for a cause: a family of signs, such as "staff_abuse", or an event."""

    causes: tuple[str, ...]
    at_once: bool = False
    """Whether service may end on the day the client is told."""
    reason: str = field(default="", metadata={"choices": ("", *Reason)})
    never: tuple[str, ...] = field(default=(), metadata={"choices": tuple(CHANNELS)})
    """Channels that must not be used."""


@dataclass(frozen=True, kw_only=True)
class Choice(Rule):
    """A question on which the authorities contradict one another, and the choice this pack made."""

    question: str
    one: str
    other: str
    chosen: str = field(metadata={"choices": ("one", "other")})


@dataclass(frozen=True, kw_only=True)
class Pack:
    """Duties of one profession in some countries towards some kinds of client."""

    name: str
    title: str
    countries: tuple[str, ...] = ()
    """ISO 3166, two letters; empty: any."""
    professions: tuple[str, ...] = ()
    """Empty: any."""
    clients: tuple[str, ...] = field(default=(), metadata={"choices": ("business", "consumer")})
    """Empty: both."""
    checked_on: date
    checked_by: str = ""
    """Who checked it for the firm, a lawyer by name; empty: nobody, and every rule says so."""
    sources: Mapping[str, Source]
    notice: Notice
    reason_rule: ReasonRule
    channels: tuple[Channel, ...]
    elements: tuple[Element, ...]
    records: tuple[RecordClass, ...]
    gates: tuple[PackGate, ...] = ()
    clocks: tuple[Clock, ...] = ()
    variations: tuple[Variation, ...] = ()
    choices: tuple[Choice, ...] = ()

    @property
    def reason(self) -> Reason:
        """Whether the letter gives a reason."""
        return self.reason_rule.choice

    @property
    def warning(self) -> str:
        """What stands beside every rule, untranslated: empty once a lawyer of the firm checked the pack."""
        return "" if self.checked_by else CHECK

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule of the pack."""
        lists = (self.channels, self.elements, self.records, self.gates, self.clocks, self.variations)
        return (self.notice, self.reason_rule, *(rule for some in lists for rule in some), *self.choices)

    def ways(self, use: str) -> tuple[str, ...]:
        """Names of the channels for `use`: "tell", "confirm" or "never"."""
        return tuple(one.name for one in self.channels if one.use == use)

    def element(self, name: str) -> Element | None:
        """The rule that makes the part `name` of the letter mandatory, if there is one."""
        return next((one for one in self.elements if one.name == name), None)

    def record(self, name: str) -> RecordClass | None:
        """What is done with records of the class `name`."""
        return next((one for one in self.records if one.name == name), None)

    def clock(self, name: str) -> Clock | None:
        """The period called `name`."""
        return next((one for one in self.clocks if one.name == name), None)

    def for_cause(self, cause: str) -> "Pack":
        """The same pack with what is different for `cause`."""
        pack = self
        for one in self.variations:
            if cause in one.causes:
                pack = pack.varied(one)
        return pack

    def varied(self, one: Variation) -> "Pack":
        """The pack with one of its variations applied."""
        told = {"note": one.note, "cite": one.cite, "dated": one.dated}
        notice = replace(self.notice, amount=0, unit="days", from_="told", delivery_days=0, work="stop", **told) if one.at_once else self.notice  # type: ignore[arg-type]  # fmt: skip
        rule = replace(self.reason_rule, choice=Reason(one.reason), **told) if one.reason else self.reason_rule  # type: ignore[arg-type]  # fmt: skip
        kept = tuple(way for way in self.channels if way.name not in one.never)
        barred = tuple(Channel(name=name, use="never", **told) for name in one.never)  # type: ignore[arg-type]
        return replace(self, notice=notice, reason_rule=rule, channels=kept + barred)


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months on, or that month's last day where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
