"""Texts as numbers, lengths of time and currencies: SQL that gives null where a text is none."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from amicable.connectors._expression import literal
from amicable.money import digits

MINUS = "-−–"
CURRENCY_WORD = r"(?:[A-Z]{3}|(?:[A-Z]{1,3})?\p{Sc}|(?i:zł|zl|kr|kč|ft|lei|đ|vnđ|rs|r\$|fr)\.?)"
SPACE = "[\\s\u00a0\u202f\u2009]*"
GROUPS = "[ \u00a0\u202f\u2009'’{other}]"

CLOCK_PARTS = ("^[-−]?([0-9]+):", "^[-−]?[0-9]+:([0-9]+)", ":[0-9]+:([0-9]+)")
SPELLED_PARTS = ("([0-9]+) *h", "(?:^|h[a-z]* *)([0-9]+) *(?:m|$)", "([0-9]+) *s")

FREQUENT = ("EUR", "USD", "GBP", "PLN", "CHF", "CAD", "AUD", "SEK", "NOK", "DKK", "CZK")
"""Currencies with two digits after the mark that are looked for first."""
SYMBOLS = {
    "€": "EUR",
    "$": "USD",
    "us$": "USD",
    "£": "GBP",
    "zł": "PLN",
    "zl": "PLN",
    "₫": "VND",
    "đ": "VND",
    "vnđ": "VND",
    "¥": "JPY",
    "₹": "INR",
    "₩": "KRW",
    "₺": "TRY",
    "₪": "ILS",
    "a$": "AUD",
    "c$": "CAD",
    "ca$": "CAD",
    "nz$": "NZD",
    "r$": "BRL",
    "kč": "CZK",
}


def among(sql: str, words: Iterable[str]) -> str:
    """Whether `sql` is one of `words`."""
    return f"{sql} IN ({', '.join(map(literal, words))})"


def number(text: str, mark: str) -> str:
    """A number as DECIMAL, with signs, brackets, spaces and currency around it; null if it is none."""
    quick = plain(text, mark, "DECIMAL(28, 6)")
    figures = f"regexp_replace({text}, '[^0-9{mark}]', '', 'g')"
    figures = figures if mark == "." else f"replace({figures}, ',', '.')"
    figures = f"rtrim(regexp_replace({figures}, '^[.]+([0-9]*[.])', '\\1'), '.')"  # the dot of "kr. 5.00"
    bare = f"regexp_replace({text}, {literal(CURRENCY_WORD)}, '')"
    sign = f"CASE WHEN regexp_matches({bare}, '[{MINUS}(]') THEN '-' ELSE '' END"
    return (
        f"coalesce({quick}, CASE WHEN regexp_full_match({text}, {literal(grammar(mark))}) "
        f"THEN try_cast(({sign}) || {figures} AS DECIMAL(28, 6)) END)"
    )


def plain(text: str, mark: str, sql_type: str) -> str:
    """A number written as a computer does; with a decimal comma a point can only part thousands."""
    cast = f"try_cast({text} AS {sql_type})"
    return cast if mark == "." else f"CASE WHEN NOT contains({text}, '.') THEN {cast} END"


@cache
def grammar(mark: str) -> str:
    """What a written number looks like."""
    group = GROUPS.format(other="," if mark == "." else ".")
    figures = (
        rf"(?:[0-9]{{1,3}}(?:{group}[0-9]{{2,3}})*{group}[0-9]{{3}}|[0-9]+)?(?:{re.escape(mark)}[0-9]*)?"
    )
    word, sign = f"{CURRENCY_WORD}?", f"[{MINUS}+]?"
    core = SPACE.join((figures, word))
    parts = (
        SPACE.join((sign, word, core)),
        SPACE.join((word, sign, core)),
        SPACE.join((word, core, sign)),
        SPACE.join((r"\(", word, core, r"\)", word)),
    )
    return rf"{SPACE}(?:{'|'.join(parts)}){SPACE}"


def scaled(text: str, mark: str, factor: str) -> str:
    """A number times `factor` as BIGINT; what fits into 18 digits is four times as quick."""
    small = plain(text, mark, "DECIMAL(14, 6)")
    quick = f"CAST({small} * try_cast({factor} AS DECIMAL(4, 0)) AS BIGINT)"
    return f"coalesce({quick}, try_cast({number(text, mark)} * {factor} AS BIGINT))"


def length(text: str, mark: str, seconds: int) -> str:
    """Seconds from a number of units of so many `seconds`, from a clock, or from "1h 30m"."""
    hours = f"regexp_replace({text}, '\\s*h(ours?|rs?)?\\.?$', '', 'i')"
    worded = f"coalesce({scaled(hours, mark, '3600')}, {_spelled(text)})"
    otherwise = f"CASE WHEN contains({text}, ':') THEN {_clock(text)} ELSE {worded} END"
    return f"coalesce({scaled(text, mark, str(seconds))}, {otherwise})"


def _clock(text: str) -> str:
    """Seconds of h:mm or h:mm:ss."""
    fits = f"regexp_full_match({text}, '[-−]?[0-9]{{1,6}}:[0-5]?[0-9](:[0-5]?[0-9]([.,][0-9]+)?)?')"
    sign = f"CASE WHEN {text}[1] = '-' OR {text}[1] = '−' THEN -1 ELSE 1 END"
    hours, minutes, seconds = (_part(text, part) for part in CLOCK_PARTS)
    return f"CASE WHEN {fits} THEN ({sign}) * ({hours} * 3600 + {minutes} * 60 + {seconds}) END"


def _spelled(text: str) -> str:
    """Seconds of 1h 30m."""
    small = f"lower({text})"
    fits = f"regexp_full_match({small}, '([0-9]+ *h[a-z]* *)?([0-9]+ *(m[a-z]*)? *)?([0-9]+ *s[a-z]*)?')"
    hours, minutes, seconds = (_part(small, part) for part in SPELLED_PARTS)
    return f"CASE WHEN {fits} THEN {hours} * 3600 + {minutes} * 60 + {seconds} END"


def _part(text: str, pattern: str) -> str:
    return f"coalesce(try_cast(regexp_extract({text}, '{pattern}', 1) AS BIGINT), 0)"


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
    whens = " ".join(f"WHEN {among(sql, listed)} THEN {10**count}" for count, listed in _unusual().items())
    return f"(CASE WHEN {among(sql, FREQUENT)} THEN 100 {whens} ELSE 100 END)"
