"""Texts of a file as values of the evidence: SQL that gives null where a text is no such value."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from amicable.connectors._expression import D, N, Piece, literal
from amicable.connectors._mapping import From
from amicable.connectors._proving import Proof
from amicable.connectors._shapes import Shape, year_last
from amicable.evidence.schema import SQL_TYPES, Column, Kind
from amicable.i18n import N_
from amicable.money import digits

BLANKS = literal(" \t\r\n\u00a0\u202f\u2009\ufeff")
MINUS = "-−–"
CURRENCY_WORD = r"(?:[A-Z]{3}|(?:[A-Z]{1,3})?\p{Sc}|(?i:zł|zl|kr|kč|ft|lei|đ|vnđ|rs|r\$|fr)\.?)"
SPACE = "[\\s\u00a0\u202f\u2009]*"
GROUPS = "[ \u00a0\u202f\u2009'’{other}]"

CLOCK_PARTS = ("^[-−]?([0-9]+):", "^[-−]?[0-9]+:([0-9]+)", ":[0-9]+:([0-9]+)")
SPELLED_PARTS = ("([0-9]+) *h", "(?:^|h[a-z]* *)([0-9]+) *(?:m|$)", "([0-9]+) *s")

YES = ("yes", "true", "1", "y", "t", "on", "x", "sí", "si", "verdadero", "cert", "tak", "prawda", "kyllä", "tosi",
       "có", "đúng", "ja", "oui", "vrai")  # fmt: skip
NO = ("no", "false", "0", "n", "f", "off", "-", "falso", "fals", "nie", "fałsz", "ei", "epätosi", "không", "sai",
      "nein", "non", "faux")  # fmt: skip
SYMBOLS = {"€": "EUR", "$": "USD", "us$": "USD", "£": "GBP", "zł": "PLN", "zl": "PLN", "₫": "VND", "đ": "VND",
           "vnđ": "VND", "¥": "JPY", "₹": "INR", "₩": "KRW", "₺": "TRY", "₪": "ILS", "chf": "CHF", "a$": "AUD",
           "c$": "CAD", "ca$": "CAD", "nz$": "NZD", "r$": "BRL", "kč": "CZK"}  # fmt: skip

NO_DATE = N_("“{value}” is not a date that exists; correct it in the source and import again.")
NO_TIME = N_("“{value}” is not a time that exists; correct it in the source and import again.")
NO_MONEY = N_("“{value}” is not an amount of money; correct it in the source and import again.")
NO_CURRENCY = N_("“{value}” is not a currency; write its three letters, such as EUR.")
NO_LENGTH = N_("“{value}” is not a length of time; write hours (1.5) or a clock (1:30).")
NO_INTEGER = N_("“{value}” is not a whole number; correct it in the source and import again.")
NO_NUMBER = N_("“{value}” is not a number; correct it in the source and import again.")
NO_BOOLEAN = N_("“{value}” is neither yes nor no; translate it in the mapping with values = {{...}}.")
NO_CHOICE = N_("“{value}” is none of {choices}; translate it in the mapping with values = {{...}}.")
MISSING = N_("This must not be empty; fill it in at the source and import again.")

WRONG: dict[Kind, str] = {
    Kind.DATE: NO_DATE,
    Kind.TIMESTAMP: NO_TIME,
    Kind.MONEY: NO_MONEY,
    Kind.CURRENCY: NO_CURRENCY,
    Kind.SECONDS: NO_LENGTH,
    Kind.INTEGER: NO_INTEGER,
    Kind.NUMBER: NO_NUMBER,
    Kind.BOOLEAN: NO_BOOLEAN,
    Kind.CHOICE: NO_CHOICE,
}


@dataclass(frozen=True)
class Setting:
    """What is true for all values of one table."""

    namespace: str
    native: bool
    """Our own format: ids may bear their namespace already."""
    firm_zone: str
    zone: str
    """Of naive times."""
    proof: Proof

    def number(self, text: str, mark: str = "") -> str:
        """A number as DECIMAL."""
        return number(text, mark or self.proof.mark)

    def moment(self, text: str, source: From | None = None) -> str:
        """A date or time as naive UTC, for comparisons and sums in expressions."""
        return moment(text, self, source or From(), whole_day=True)


def value(piece: Piece, kind: Kind, column: Column, source: From, setting: Setting, currency: str) -> str:
    """`piece` as a value of `kind`; `currency` is the SQL of the row's currency."""
    if piece.sort is N:
        return _of_number(piece.sql, kind, source, currency)
    if piece.sort is D:
        return f"CAST({piece.sql} AS {SQL_TYPES[kind]})"
    return _BUILDERS.get(kind, _as_text)(_Cell(piece.sql, column, source, setting, currency))


@dataclass(frozen=True)
class _Cell:
    text: str
    column: Column
    source: From
    setting: Setting
    currency: str

    @property
    def number(self) -> str:
        return self.setting.number(self.text, self.source.decimal)


def _of_number(sql: str, kind: Kind, source: From, currency: str) -> str:
    match kind:
        case Kind.MONEY:
            factor = "1" if source.unit == "minor" else minor_units(currency)
            return f"CAST(round({sql} * {factor}) AS BIGINT)"
        case Kind.SECONDS:
            return f"CAST(round({sql} * {_seconds(source.unit)}) AS BIGINT)"
        case Kind.INTEGER:
            return f"CAST(round({sql}) AS BIGINT)"
        case Kind.NUMBER:
            return f"CAST({sql} AS DOUBLE)"
        case Kind.BOOLEAN:
            return f"({sql} <> 0)"
    return f"CAST({sql} AS {SQL_TYPES[kind]})"


def _as_text(cell: _Cell) -> str:
    return cell.text


def _money(cell: _Cell) -> str:
    return _scaled(cell, "1" if cell.source.unit == "minor" else minor_units(cell.currency))


def _scaled(cell: _Cell, factor: str) -> str:
    """A number times `factor` as BIGINT; what fits into 18 digits is four times as quick."""
    mark = cell.source.decimal or cell.setting.proof.mark
    plain = f"try_cast({cell.text} AS DECIMAL(14, 6))"
    plain = plain if mark == "." else f"CASE WHEN NOT contains({cell.text}, '.') THEN {plain} END"
    quick = f"CAST({plain} * try_cast({factor} AS DECIMAL(4, 0)) AS BIGINT)"
    return f"coalesce({quick}, CAST({cell.number} * {factor} AS BIGINT))"


def _length(cell: _Cell) -> str:
    """Seconds from hours, minutes or seconds as a number, or from a clock."""
    hours = f"regexp_replace({cell.text}, '\\s*h(ours?|rs?)?\\.?$', '', 'i')"
    worded = cell.setting.number(hours, cell.source.decimal)
    return (
        f"coalesce({_scaled(cell, str(_seconds(cell.source.unit)))}, "
        f"CASE WHEN contains({cell.text}, ':') THEN {clock(cell.text)} ELSE "
        f"coalesce(CAST(round({worded} * 3600) AS BIGINT), {spelled(cell.text)}) END)"
    )


def _seconds(unit: str) -> int:
    return {"minutes": 60, "seconds": 1}.get(unit, 3600)


def clock(text: str) -> str:
    """Seconds of h:mm or h:mm:ss."""
    plain = f"regexp_full_match({text}, '[-−]?[0-9]{{1,6}}:[0-5]?[0-9](:[0-5]?[0-9]([.,][0-9]+)?)?')"
    sign = f"CASE WHEN {text}[1] = '-' OR {text}[1] = '−' THEN -1 ELSE 1 END"
    parts = [f"coalesce(try_cast(regexp_extract({text}, '{part}', 1) AS BIGINT), 0)" for part in CLOCK_PARTS]
    return f"CASE WHEN {plain} THEN ({sign}) * ({parts[0]} * 3600 + {parts[1]} * 60 + {parts[2]}) END"


def spelled(text: str) -> str:
    """Seconds of 1h 30m."""
    small = f"lower({text})"
    plain = f"regexp_full_match({small}, '([0-9]+ *h[a-z]* *)?([0-9]+ *(m[a-z]*)? *)?([0-9]+ *s[a-z]*)?')"
    parts = [f"coalesce(try_cast(regexp_extract({small}, '{part}', 1) AS BIGINT), 0)" for part in SPELLED_PARTS]
    return f"CASE WHEN {plain} THEN {parts[0]} * 3600 + {parts[1]} * 60 + {parts[2]} END"


def _integer(cell: _Cell) -> str:
    return f"CASE WHEN {cell.number} = round({cell.number}) THEN CAST({cell.number} AS BIGINT) END"


def _double(cell: _Cell) -> str:
    return f"CAST({cell.number} AS DOUBLE)"


def _boolean(cell: _Cell) -> str:
    text = f"lower({cell.text})"
    return f"CASE WHEN {among(text, YES)} THEN true WHEN {among(text, NO)} THEN false END"


def among(sql: str, words: Iterable[str]) -> str:
    """Whether `sql` is one of `words`."""
    return f"{sql} IN ({', '.join(map(literal, words))})"


def _choice(cell: _Cell) -> str:
    whens = " ".join(f"WHEN {literal(word.casefold())} THEN {literal(word)}" for word in cell.column.choices)
    return f"CASE replace(lower({cell.text}), ' ', '_') {whens} END"


def _currency(cell: _Cell) -> str:
    return currency(cell.text)


def _day(cell: _Cell) -> str:
    return moment(cell.text, cell.setting, cell.source, whole_day=True)


def _time(cell: _Cell) -> str:
    return moment(cell.text, cell.setting, cell.source, whole_day=False)


def _id(cell: _Cell) -> str:
    return identity(cell.text, cell.setting, staff=cell.column.refers_to == "staff")


_BUILDERS: dict[Kind, Callable[[_Cell], str]] = {
    Kind.KEY: _id,
    Kind.REF: _id,
    Kind.DATE: _day,
    Kind.TIMESTAMP: _time,
    Kind.MONEY: _money,
    Kind.CURRENCY: _currency,
    Kind.SECONDS: _length,
    Kind.INTEGER: _integer,
    Kind.NUMBER: _double,
    Kind.BOOLEAN: _boolean,
    Kind.CHOICE: _choice,
}


def identity(text: str, setting: Setting, *, staff: bool) -> str:
    """An id with its namespace; a person of ours is known by the folded name in every tool."""
    if staff:
        return f"lower(regexp_replace({text}, '\\s+', ' ', 'g'))"
    prefixed = f"{literal(setting.namespace + ':')} || {text}"
    kept = "regexp_matches({}, '^[a-z][a-z0-9_]*:.')" if setting.native else "starts_with({}, 'address:')"
    return f"CASE WHEN {kept.format(text)} THEN {text} ELSE {prefixed} END"


def number(text: str, mark: str) -> str:
    """A number as DECIMAL, with signs, brackets, spaces and currency around it; null if it is none."""
    other = "," if mark == "." else "."
    plain = f"try_cast({text} AS DECIMAL(28, 6))"
    quick = plain if mark == "." else f"CASE WHEN NOT contains({text}, '.') THEN {plain} END"
    core = f"regexp_replace({text}, '[^0-9{mark}]', '', 'g')"
    core = core if mark == "." else f"replace({core}, ',', '.')"
    bare = f"regexp_replace({text}, {literal(CURRENCY_WORD)}, '')"
    return (
        f"coalesce({quick}, CASE WHEN regexp_full_match({text}, {literal(grammar(mark, other))}) THEN "
        f"try_cast((CASE WHEN regexp_matches({bare}, '[{MINUS}(]') THEN '-' ELSE '' END) || "
        f"rtrim(regexp_replace({core}, '^[.]+([0-9]*[.])', '\\1'), '.') AS DECIMAL(28, 6)) END)"
    )


@cache
def grammar(mark: str, other: str) -> str:
    """What a written number looks like."""
    group = GROUPS.format(other=other)
    decimal_ = re.escape(mark)
    digits_ = rf"(?:[0-9]{{1,3}}(?:{group}[0-9]{{2,3}})*{group}[0-9]{{3}}|[0-9]+)?(?:{decimal_}[0-9]*)?"
    word, sign = f"{CURRENCY_WORD}?", f"[{MINUS}+]?"
    core = SPACE.join((digits_, word))
    parts = (
        SPACE.join((sign, word, core)),
        SPACE.join((word, sign, core)),
        SPACE.join((word, core, sign)),
        SPACE.join((r"\(", word, core, r"\)", word)),
    )
    return rf"{SPACE}(?:{'|'.join(parts)}){SPACE}"


def moment(text: str, setting: Setting, source: From, *, whole_day: bool) -> str:
    """A DATE, or a naive TIMESTAMP in UTC; null where it is no time between 1900 and 2200."""
    zone = source.zone or setting.zone
    if source.date.startswith("epoch"):
        return _epoch(text, source.date, setting, whole_day=whole_day)
    if "%" in source.date:
        return _sane(_placed(f"try_strptime({text}, {literal(source.date)})", zone, whole_day), whole_day)
    shapes = setting.proof.shapes.get(text, ())
    order = source.date if source.date in {"dmy", "mdy"} and not setting.proof.order else setting.proof.order
    return _sane(_of_shapes(text, shapes, order, zone, setting.firm_zone, whole_day), whole_day)


def _epoch(text: str, form: str, setting: Setting, *, whole_day: bool) -> str:
    factor = 1_000 if form == "epoch_ms" else 1_000_000
    utc = f"make_timestamp(CAST(try_cast({text} AS DECIMAL(28, 6)) * {factor} AS BIGINT))"
    return _sane(_known(f"timezone('UTC', {utc})", setting.firm_zone, whole_day), whole_day)


def _of_shapes(
    text: str, shapes: Sequence[Shape], order: str, zone: str, firm_zone: str, whole_day: bool
) -> str:
    zoned = [kind for kind in shapes if kind.zone]
    naive = [kind for kind in shapes if not kind.zone]
    zone = zone if any(kind.timed for kind in naive) else firm_zone
    parts = [
        _known(_instant(text, zoned, order), firm_zone, whole_day) if zoned else "",
        _placed(_clock_time(text, naive, order), zone, whole_day) if naive else "",
    ]
    if zoned and naive:
        is_zoned = f"regexp_matches({text}, '(Z|UTC|GMT|[0-9] ?[+-][0-9]{{2}}(:?[0-9]{{2}})?)$') AND length({text}) > 10"
        return f"CASE WHEN {is_zoned} THEN {parts[0]} ELSE {parts[1]} END"
    return parts[0] or parts[1] or ("NULL::DATE" if whole_day else "NULL::TIMESTAMP")


def _clock_time(text: str, shapes: Sequence[Shape], order: str) -> str:
    """A naive TIMESTAMP."""
    return _read(text, shapes, order, f"try_cast({text} AS TIMESTAMP)", "TIMESTAMP")


def _instant(text: str, shapes: Sequence[Shape], order: str) -> str:
    """A TIMESTAMPTZ."""
    tight = f"regexp_replace({text}, ' ([+-][0-9]{{2}}:?[0-9]{{2}})$', '\\1')"
    offsets = [kind for kind in shapes if kind.zone == "offset" and not kind.is_iso]
    letters = [kind for kind in shapes if kind.zone == "utc" and not kind.is_iso]
    found = [f"try_cast({tight} AS TIMESTAMPTZ)"] if any(kind.is_iso for kind in shapes) else []
    if offsets:
        found.append(f"try_strptime({text}, {_formats(offsets, order)})")
    if letters:
        found.append(f"timezone('UTC', try_strptime({text}, {_formats(letters, order)}))")
    return f"coalesce({', '.join(found)})" if len(found) > 1 else found[0]


def _read(text: str, shapes: Sequence[Shape], order: str, cast: str, sql_type: str) -> str:
    others = [kind for kind in shapes if not kind.is_iso]
    if not others:
        return f"CASE WHEN ({text}[5] = '-' OR {text}[5] = '/') THEN {cast} END"
    parsed = f"try_strptime({text}, {_formats(others, order)})"
    if len(others) == len(shapes):
        return parsed
    return f"CASE WHEN ({text}[5] = '-' OR {text}[5] = '/') THEN {cast} ELSE CAST({parsed} AS {sql_type}) END"


def _formats(shapes: Sequence[Shape], order: str) -> str:
    return "[" + ", ".join(literal(text) for text in year_last(kind.format(order) for kind in shapes)) + "]"


def _known(instant: str, firm_zone: str, whole_day: bool) -> str:
    """From an instant to UTC, or to the day on the firm's calendar."""
    if whole_day:
        return f"CAST(timezone({literal(firm_zone)}, {instant}) AS DATE)"
    return f"timezone('UTC', {instant})"


def _placed(clock_time: str, zone: str, whole_day: bool) -> str:
    """From a clock time in `zone` to UTC, or to its day."""
    if whole_day:
        return f"CAST({clock_time} AS DATE)"
    return clock_time if zone == "UTC" else f"timezone('UTC', timezone({literal(zone)}, {clock_time}))"


def _sane(sql: str, whole_day: bool) -> str:
    """Null for years that are no dates of a business."""
    kind = "DATE" if whole_day else "TIMESTAMP"
    return f"CASE WHEN {sql} BETWEEN {kind} '1900-01-01' AND {kind} '2199-12-31' THEN {sql} END"


FREQUENT = ("EUR", "USD", "GBP", "PLN", "CHF", "CAD", "AUD", "SEK", "NOK", "DKK", "CZK")
"""Currencies with two digits after the mark that are looked for first."""


def currency(text: str) -> str:
    """ISO 4217 from a code, a symbol, or words that end with the code in brackets or after a dash."""
    symbols = " ".join(f"WHEN {literal(sign)} THEN {literal(code)}" for sign, code in SYMBOLS.items())
    code = f"upper(regexp_extract({text}, '^(?:.*[^A-Za-z])?([A-Za-z]{{3}})[^A-Za-z]*$', 1))"
    said = f"coalesce(CASE lower({text}) {symbols} END, CASE WHEN {among(code, codes())} THEN {code} END)"
    return f"CASE WHEN {among(text, FREQUENT)} THEN {text} ELSE {said} END"


@cache
def codes() -> tuple[str, ...]:
    """Every currency code."""
    from babel.core import get_global  # noqa: PLC0415 (Babel is slow to import)

    return tuple(sorted(set(get_global("all_currencies"))))


@cache
def _unusual() -> Mapping[int, Sequence[str]]:
    """Currency codes by digits after the mark, other than two."""
    found: dict[int, list[str]] = {}
    for code in codes():
        if digits(code) != 2:  # noqa: PLR2004 (what most currencies have)
            found.setdefault(digits(code), []).append(code)
    return found


def minor_units(sql: str) -> str:
    """Minor units in one unit of the currency that `sql` gives."""
    if re.fullmatch("'[A-Z]{3}'", sql):
        return str(10 ** digits(sql.strip("'")))
    whens = " ".join(
        f"WHEN {among(sql, listed)} THEN {10**count}"
        for count, listed in _unusual().items()
    )
    return f"(CASE WHEN {among(sql, FREQUENT)} THEN 100 {whens} ELSE 100 END)"
