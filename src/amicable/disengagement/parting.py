"""Parting: everything that the script and the letter of one ending are made of, as one value."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from amicable.disengagement.settlement import Settlement
from amicable.duties import Pack
from amicable.money import Money


@dataclass(frozen=True)
class Addressee:
    """A person or firm who gets a letter of their own."""

    name: str
    salutation: str = ""
    """How they are spoken to: “Ms Kowalska”; empty: by name."""
    address: tuple[str, ...] = ()
    email: str = ""


@dataclass(frozen=True)
class Sender:
    """Our firm and the person who speaks for it."""

    name: str = ""
    speaker: str = ""
    role: str = ""
    address: tuple[str, ...] = ()
    phone: str = ""
    email: str = ""
    logo: bytes = b""
    """PNG, JPEG or SVG; empty: none."""


@dataclass(frozen=True)
class Fact:
    """A documented situation as a sentence that may be said to the client."""

    sentence: str
    happened_on: date
    family: str = ""


@dataclass(frozen=True)
class Work:
    """A piece of work and what becomes of it."""

    name: str
    state: Literal["done", "will", "not_done"]
    """"will": be finished by `by`."""
    by: date | None = None
    price: Money | None = None


@dataclass(frozen=True)
class Deadline:
    """A date of the client's that comes up."""

    what: str
    due_on: date
    then: str = ""
    """What happens if it is missed, as a whole sentence."""


@dataclass(frozen=True)
class Alternative:
    """Somebody else who can serve the client."""

    name: str
    good_for: str
    contact: str = ""


@dataclass(frozen=True)
class Records:
    """One class of the client's records: when the client has it, until when our copy is kept, and why."""

    name: str
    """A name of duties.RECORDS."""
    return_by: date | None
    kept_until: date | None
    basis: str = ""


@dataclass(frozen=True)
class Access:
    """One system to which one side has access that is removed."""

    system: str
    ours: bool
    """Our access to a system of theirs; else their access to ours."""
    removed_by: date
    remover: str


@dataclass(frozen=True)
class Service:
    """A service as the client knows it."""

    name: str
    since_on: date | None = None


@dataclass(frozen=True)
class Support:
    """Questions that are answered after the end."""

    until: date
    price: Money | None = None
    """None: included."""


@dataclass(frozen=True)
class Contest:
    """To whom a client writes who sees it differently."""

    contact: str
    by: date
    answer_by: date
    body: str = ""
    """An ombudsman or professional body; empty: none."""


@dataclass(frozen=True)
class Goodwill:
    """What is given beyond the settled account; never in exchange for anything."""

    refund: Money | None = None
    by: date | None = None
    waived_invoice: str = ""
    support: bool = False


@dataclass(frozen=True)
class Parting:
    """One ending. None, where a field allows it, means “unknown”: nobody has said, so nothing is claimed."""

    client: str
    addressees: tuple[Addressee, ...]
    firm: Sender
    pack: Pack
    language: str
    as_of: date
    end_on: date
    told_on: date | None = None
    """The day of the conversation; None: the no-call path, the letter itself is the news."""
    formal: bool = True
    consumer: bool = False
    since_on: date | None = None
    thanks: str = ""
    """A true sentence of the firm's own; else the trust since that year."""
    cause: str = ""
    """A family of warning signs; empty: none is named."""
    reason: str | None = ""
    """The firm's own sentence; "": the one of the cause; None: deliberately none."""
    facts: tuple[Fact, ...] = ()
    counted: int = 0
    """Times that the cause stands in the records since `counted_since`."""
    counted_since: date | None = None
    own_faults: tuple[str, ...] = ()
    """Documented, as whole sentences: what we did late or wrong."""
    services: tuple[Service, ...] = ()
    remaining: tuple[str, ...] = ()
    """Services that go on."""
    work: tuple[Work, ...] | None = None
    deadlines: tuple[Deadline, ...] | None = None
    alternatives: tuple[Alternative, ...] = ()
    settlement: Settlement | None = None
    settled_by: date | None = None
    records: tuple[Records, ...] = ()
    records_by: date | None = None
    download: str = ""
    """Address of the download; empty: files are handed over."""
    deletion_on: date | None = None
    originals: tuple[str, ...] | None = None
    originals_by: date | None = None
    access: tuple[Access, ...] | None = None
    processes_personal_data: bool = False
    urgent_cover: bool = False
    support: Support | None = None
    contest: Contest | None = None
    readmission: str | None = None
    """"": like a new client; a sentence: the firm's own terms; None: nothing is said."""
    channel: str = ""
    """How the letter travels: a name of duties.CHANNELS."""
    acknowledge_by: date | None = None
    goodwill: Goodwill | None = None
    apologise: bool = False

    def spoken_name(self, to: Addressee) -> str:
        """How the addressee is spoken to; empty where only the name of a firm is known."""
        return to.salutation or (to.name if self.consumer or to.name != self.client else "")

    @property
    def rules(self) -> Pack:
        """The pack, with what is different for the cause."""
        return self.pack.for_cause(self.cause)
