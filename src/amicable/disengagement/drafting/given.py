"""What only people know about an ending, out of a file: parting.toml, strictly read."""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields, replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from amicable.disengagement import settlement
from amicable.disengagement.advisor import Outset
from amicable.disengagement.parting import (
    Access,
    Addressee,
    Alternative,
    Contest,
    Deadline,
    Parting,
    Sender,
    Service,
    Support,
    Work,
)
from amicable.disengagement.script import MINUTES
from amicable.disengagement.settlement import Item, Part
from amicable.i18n import N_
from amicable.money import Money, digits
from amicable.refusal import Refusal

Written = Mapping[str, Any]
Made = TypeVar("Made")
ITEMS: Mapping[str, Callable[..., Item]] = {
    name: getattr(settlement, name)
    for name in ("work_done", "prepaid", "unbilled", "open_invoice", "waived", "credited", "goodwill", "deposit")
}  # fmt: skip
"""Tables [[account.…]]: each is one item of the final account."""


QUESTIONS = files("amicable.disengagement.drafting") / "questions.toml"
"""A file of facts in which every question is still open."""


class FaultyFacts(Refusal):
    """A file of facts that cannot be read as it stands."""


@dataclass(frozen=True)
class Call:
    """When, where and how the conversation takes place."""

    starts_at: datetime
    place: str = ""
    minutes: int = MINUTES
    way: Literal["call", "video", "meeting"] = "call"


@dataclass(frozen=True)
class Plain:
    """Fields of the parting that stand at the top of the file."""

    language: str = ""
    formal: bool = True
    consumer: bool = False
    told_on: date | None = None
    since_on: date | None = None
    thanks: str = ""
    cause: str = ""
    reason: str = ""
    no_reason: bool = False
    """Deliberately none is given."""
    own_faults: tuple[str, ...] = ()
    remaining: tuple[str, ...] = ()
    settled_by: date | None = None
    held: Money | None = None
    records_by: date | None = None
    download: str = ""
    deletion_on: date | None = None
    originals: tuple[str, ...] | None = None
    originals_by: date | None = None
    processes_personal_data: bool = False
    urgent_cover: bool = False
    readmission: str | None = None
    channel: Literal["", "post", "tracked_post", "email", "portal", "meeting"] = ""
    acknowledge_by: date | None = None
    credit_note: str = ""
    """Number of the credit note, where one is issued."""
    logo: str = ""
    """Name of a picture beside the file."""


LISTS: Mapping[str, type] = {
    "addressees": Addressee,
    "services": Service,
    "work": Work,
    "deadlines": Deadline,
    "alternatives": Alternative,
    "access": Access,
}
TABLES: Mapping[str, type] = {
    "firm": Sender,
    "support": Support,
    "contest": Contest,
    "client": Outset,
    "call": Call,
}


ABOUT_CLIENT = frozenset({"client"})
"""The table [client] is what we think of them; a parting's own `client` is their name, and stands in the letter."""


@dataclass(frozen=True)
class Given:
    """What the file says, as fields of a parting; what it does not mention is absent."""

    changes: Mapping[str, Any] = field(default_factory=dict)
    plain: Plain = field(default_factory=Plain)
    items: tuple[Item, ...] | None = None
    outset: Outset = field(default_factory=Outset)
    call: Call | None = None


def read(path: Path, *, currency: str) -> Given:
    """The facts in the file at `path`, amounts in `currency`; FaultyFacts where anything is wrong."""
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise FaultyFacts(N_("{file} cannot be read: {reason}"), file=path.name, reason=error) from error
    return _Reader(path.name, currency).given(written, path.parent)


def understood(written: Written, *, currency: str, name: str) -> Given:
    """The same facts out of plain values that were kept elsewhere, `name` being what refusals call that place."""
    return _Reader(name, currency).given(written, Path())


class _Reader:
    """Reads one file; knows its name for whatever must be said about it."""

    def __init__(self, file: str, currency: str) -> None:
        self.file = file
        self.currency = currency

    def given(self, written: Written, folder: Path) -> Given:
        own = {one.name for one in fields(Plain)}
        self.known(written, (*own, *LISTS, *TABLES, "account"), "")
        plain = self.made(Plain, {key: value for key, value in written.items() if key in own}, "")
        changes = {key: getattr(plain, key) for key in written if key in own & _parting()}
        if plain.no_reason:
            changes["reason"] = None
        lists: dict[str, Any] = {
            key: self.listed(kind, written[key], key) for key, kind in LISTS.items() if key in written
        }
        tables: dict[str, Any] = {key: self.made(kind, self.table(written[key], key), key) for key, kind in TABLES.items() if key in written}  # fmt: skip
        if plain.logo:
            tables["firm"] = self.with_logo(tables.get("firm"), folder / plain.logo)
        return Given(
            plain=plain,
            changes={
                **changes,
                **lists,
                **{key: one for key, one in tables.items() if key in _parting() - ABOUT_CLIENT},
            },
            items=self.items(written["account"]) if "account" in written else None,
            outset=tables.get("client", Outset()),
            call=tables.get("call"),
        )

    def items(self, account: object) -> tuple[Item, ...]:
        """Every item of the final account, in the order of the file."""
        table = self.table(account, "account")
        self.known(table, tuple(ITEMS), "account")
        return tuple(
            self.item(name, self.table(one, f"account.{name}"))
            for name, some in table.items()
            for one in self.list_of(some, f"account.{name}")
        )

    def item(self, name: str, table: Written) -> Item:
        """One item: the arguments of the function called so."""
        types = {
            key: kind
            for key, kind in get_type_hints(ITEMS[name]).items()
            if key not in ("return", "rounding")
        }
        place = f"account.{name}"
        self.known(table, tuple(types), place)
        for key in types:
            if key not in table and key != "tax":
                raise self.wrong(place, N_("{file}: [[{place}]] lacks “{key}”."), key=key)
        values = {key: self.typed(value, types[key], f"{place}.{key}") for key, value in table.items()}
        return ITEMS[name](**values)

    def listed(self, kind: type[Made], some: object, place: str) -> tuple[Made, ...]:
        return tuple(self.made(kind, self.table(one, place), place) for one in self.list_of(some, place))

    def made(self, kind: type[Made], table: Written, place: str) -> Made:
        """`table` as a value of `kind`, every key known, every value of its type."""
        types = get_type_hints(kind)
        needed = [one.name for one in fields(kind) if one.default is MISSING and one.default_factory is MISSING]  # type: ignore[arg-type]  # fmt: skip
        self.known(table, tuple(types), place)
        for key in needed:
            if key not in table:
                raise self.wrong(place, N_("{file}: [[{place}]] lacks “{key}”."), key=key)
        return kind(**{key: self.typed(value, types[key], f"{place}.{key}".strip(".")) for key, value in table.items()})  # fmt: skip

    def typed(self, value: object, wanted: Any, place: str) -> object:  # noqa: ANN401 (a type of any kind)
        """`value` if it is of the wanted type; amounts are written as text: "1250.50"."""
        kind, inner = get_origin(wanted), [one for one in get_args(wanted) if one not in (type(None), ...)]
        if kind is Literal:
            return self.one_of(value, inner, place)
        if kind in (tuple, Sequence):
            return self.each_typed(value, inner[0], place)
        if inner:  # "… or unknown"
            return self.typed(value, inner[0], place)
        if wanted is Money:
            return self.money(value, place)
        if wanted is Decimal and isinstance(value, int | float | str) and not isinstance(value, bool):
            return self.number(value, place)
        if wanted in (date, datetime) and isinstance(value, str):
            value = self.day(value, wanted, place)
        if isinstance(value, wanted) and isinstance(value, bool) == (wanted is bool):
            return value
        raise self.wrong(place, N_("{file}: “{value}” will not do for {place}."), value=value)

    def each_typed(self, value: object, wanted: Any, place: str) -> tuple[object, ...]:  # noqa: ANN401 (a type of any kind)
        if wanted is Part:
            return self.listed(Part, value, place)
        return tuple(self.typed(one, wanted, place) for one in self.list_of(value, place))

    def one_of(self, value: object, known: list[object], place: str) -> object:
        if value in known:
            return value
        raise self.wrong(place, N_("{file}: “{value}” will not do for {place}."), value=value)

    def money(self, value: object, place: str) -> Money:
        amount = self.number(value, place).scaleb(digits(self.currency))
        if amount != amount.to_integral_value():
            raise self.wrong(place, N_("{file}: “{value}” for {place} has more decimals than {currency} knows."), value=value, currency=self.currency)  # fmt: skip
        return Money(int(amount), self.currency)

    def day(self, value: str, wanted: type[date], place: str) -> date:
        try:
            return wanted.fromisoformat(value)
        except ValueError as error:
            raise self.wrong(place, N_("{file}: “{value}” will not do for {place}."), value=value) from error

    def number(self, value: object, place: str) -> Decimal:
        try:
            found = Decimal(str(value))
        except InvalidOperation as error:
            raise self.wrong(place, N_("{file}: “{value}” for {place} is no number. Write it like 1250.50."), value=value) from error  # fmt: skip
        if not found.is_finite():
            raise self.wrong(place, N_("{file}: “{value}” for {place} is no number. Write it like 1250.50."), value=value)  # fmt: skip
        return found

    def with_logo(self, firm: Sender | None, path: Path) -> Sender:
        try:
            return replace(firm or Sender(), logo=path.read_bytes())
        except OSError as error:
            raise self.wrong("logo", N_("{file}: the picture {path} cannot be read: {reason}"), path=path.name, reason=error) from error  # fmt: skip

    def known(self, table: Written, keys: tuple[str, ...], place: str) -> None:
        for key in table:
            if key not in keys:
                raise self.wrong(place, N_("{file}: nobody knows what “{key}” means here. Known are: {known}."), key=key, known=", ".join(sorted(keys)))  # fmt: skip

    def table(self, value: object, place: str) -> Written:
        if not isinstance(value, Mapping):
            raise self.wrong(place, N_("{file}: {place} must be a table."))
        return value

    def list_of(self, value: object, place: str) -> list[object]:
        if not isinstance(value, list):
            raise self.wrong(place, N_("{file}: {place} must be a list."))
        return value

    def wrong(self, place: str, message: str, **values: object) -> FaultyFacts:
        return FaultyFacts(message, file=self.file, place=place, **values)


def _parting() -> frozenset[str]:
    return frozenset(one.name for one in fields(Parting))
