"""firm.toml: the firm's own facts, written so that a person can read and change them."""

import csv
import json
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from amicable.evidence import schema
from amicable.evidence.firm import ABOUT, Firm
from amicable.i18n import N_, say
from amicable.refusal import Refusal

NAME = "firm.toml"
RATES = "exchange.csv"
"""Rates by day, beside firm.toml: columns day, currency, rate."""
TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d|24:00")


class FirmUnclear(Refusal):
    """What is said about the firm cannot be right."""


def read(folder: Path) -> Firm:
    """The firm as firm.toml in `folder` describes it; an ordinary firm where there is no such file."""
    path = folder / NAME
    if not path.exists():
        return _with_rates(Firm(), folder)
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FirmUnclear(
            N_("{file} cannot be read: {why}. Correct the line, or delete the file to begin again."),
            file=path,
            why=error,
        ) from error
    return _with_rates(changed(Firm(), found), folder)


def _with_rates(firm: Firm, folder: Path) -> Firm:
    """`firm` with the rates of exchange.csv; a currency that stands there is taken from there."""
    rates = _dated(folder)
    if not rates:
        return firm
    _check(found := replace(firm, exchange={**firm.exchange, **rates}))
    return found


def _dated(folder: Path) -> dict[str, dict[str, float]]:
    """Currency -> day -> rate, as exchange.csv has them."""
    path = folder / RATES
    found: dict[str, dict[str, float]] = {}
    if not path.exists():
        return found
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines), 2):
            try:
                day = date.fromisoformat(row["day"].strip()).isoformat()
                found.setdefault(row["currency"].strip().upper(), {})[day] = float(row["rate"])
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                raise FirmUnclear(
                    N_(
                        "Line {line} of {file} is no rate. Each line holds day, currency, rate, for example 2026-03-31,USD,0.92."
                    ),
                    line=number,
                    file=path,
                ) from error
    return found


def changed(firm: Firm, changes: Mapping[str, object]) -> Firm:
    """`firm` with other facts, each of them checked."""
    known = {field.name: getattr(firm, field.name) for field in fields(firm)}
    for name, value in changes.items():
        if name not in known:
            raise FirmUnclear(
                N_('"{name}" is not a fact about the firm; known are {known}.'),
                name=name,
                known=", ".join(known),
            )
        known[name] = tuple(value) if isinstance(value, list) else value
    _check(found := Firm(**known))
    return found


def write(folder: Path, firm: Firm) -> None:
    """Write firm.toml, each fact under a comment in the reader's language; rates of exchange.csv stay there."""
    dated = _dated(folder)
    own = {code: rate for code, rate in firm.exchange.items() if code not in dated}
    draft = folder / f".{NAME}"
    draft.write_text(_toml(replace(firm, exchange=own)), encoding="utf-8")
    draft.replace(folder / NAME)


def _toml(firm: Firm) -> str:
    plain, tables = [], []
    for field in fields(firm):
        value = getattr(firm, field.name)
        comment = f"# {say(ABOUT[field.name])}\n"
        if isinstance(value, Mapping):
            rows = "".join(f"{_text(key)} = {_amount(amount)}\n" for key, amount in value.items())
            tables.append(f"{comment}[{field.name}]\n{rows}")
        elif value is None:
            plain.append(f"{comment}# {field.name} =\n")
        else:
            plain.append(f"{comment}{field.name} = {_text(value)}\n")
    return "\n".join(plain + tables)


def _amount(value: object) -> str:
    """A number, or a table of numbers in one line."""
    if not isinstance(value, Mapping):
        return repr(value)
    return f"{{ {', '.join(f'{_text(key)} = {amount!r}' for key, amount in value.items())} }}"


def _text(value: object) -> str:
    """`value` as TOML writes it; its strings, numbers and lists are written like JSON's."""
    return json.dumps(value, ensure_ascii=False)


def _check(firm: Firm) -> None:
    for name, (message, fits) in CHECKS.items():
        if not fits(value := getattr(firm, name)):
            raise FirmUnclear(message, value=value)


def _is_name(value: object) -> bool:
    return isinstance(value, str)


def _is_zone(value: object) -> bool:
    try:
        return bool(ZoneInfo(str(value)).key)
    except (OSError, ValueError):  # ZoneInfoNotFoundError is a KeyError, a folder an OSError
        return False
    except KeyError:
        return False


def _is_country(value: object) -> bool:
    from babel import Locale  # noqa: PLC0415 (Babel is slow to import)

    return value == "" or (len(str(value)) == len("ES") and value in Locale("en").territories)


def _is_currency(value: object) -> bool:
    from babel.numbers import is_currency  # noqa: PLC0415 (Babel is slow to import)

    return is_currency(str(value))


def _is_time(value: object) -> bool:
    return TIME.fullmatch(str(value)) is not None


def _are_days(value: object) -> bool:
    return isinstance(value, tuple) and all(day in range(7) for day in value)


def _are_amounts(value: object) -> bool:
    return isinstance(value, Mapping) and all(_is_number(amount) and amount >= 0 for amount in value.values())


def _are_costs(value: object) -> bool:
    roles = {*schema("staff").columns["role"].choices, "*"}
    return _are_amounts(value) and set(dict(value)) <= roles  # type: ignore[call-overload]


def _are_rates(value: object) -> bool:
    return isinstance(value, Mapping) and all(
        _is_currency(code) and (_are_dated(rate) if isinstance(rate, Mapping) else _is_rate(rate))
        for code, rate in value.items()
    )


def _are_dated(value: Mapping[str, object]) -> bool:
    return bool(value) and all(_is_day(day) and _is_rate(rate) for day, rate in value.items())


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_rate(value: object) -> bool:
    return _is_number(value) and value > 0  # type: ignore[operator]


def _is_worth(value: object) -> bool:
    return value is None or (_is_number(value) and value >= 0)  # type: ignore[operator]


def _are_days_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _are_limits(value: object) -> bool:
    return (
        isinstance(value, Mapping)
        and set(value) <= {"hours", "revenue", "periods"}
        and all(one is not None and _is_share(one) for one in value.values())
    )


def _is_future(value: object) -> bool:
    return (
        _are_amounts(value)
        and set(value) <= {"years", "discount"}  # type: ignore[call-overload]
        and dict(value).get("years", 1) > 0  # type: ignore[call-overload]
    )


def _is_share(value: object) -> bool:
    return value is None or (_is_number(value) and 0 <= value <= 1)  # type: ignore[operator]


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _are_names(value: object) -> bool:
    return isinstance(value, tuple) and all(isinstance(name, str) for name in value)


NO_SHARE = N_("{value} is no share; write a number from 0 to 1.")
NO_TIME = N_('"{value}" is no time of day; write one like 08:30.')

CHECKS: Mapping[str, tuple[str, Callable[[object], bool]]] = {
    "name": (N_("{value} is no name; write it in quotation marks."), _is_name),
    "country": (N_('"{value}" is no country; write two letters like ES (ISO 3166).'), _is_country),
    "zone": (N_('"{value}" is no time zone; write one like Europe/Helsinki.'), _is_zone),
    "currency": (N_('"{value}" is no currency; write three letters like EUR (ISO 4217).'), _is_currency),
    "domains": (N_('{value} are no mail domains; write a list like ["example.com"].'), _are_names),
    "opens": (NO_TIME, _is_time),
    "closes": (NO_TIME, _is_time),
    "workdays": (N_("{value} are no days of the week; write a list of 0 (Monday) to 6."), _are_days),
    "hourly_cost": (
        N_(
            '{value} are no hourly costs; write one amount for each role, for example {{"*" = 48, partner = 120}}.'
        ),
        _are_costs,
    ),
    "exchange": (N_("{value} are no exchange rates; write one rate for each currency."), _are_rates),
    "direct_cost_rate": (NO_SHARE, _is_share),
    "owner_hour": (N_("{value} is no price of an hour; write an amount like 150."), _is_worth),
    "financing_rate": (NO_SHARE, _is_share),
    "bad_debt_days": (N_("{value} is no number of days; write a whole number like 365."), _are_days_count),
    "chasing_minutes": (N_("{value} is no number of minutes; write one like 15."), _is_worth),
    "completeness": (
        N_("{value} are no limits; write shares from 0 to 1 for hours, revenue and periods."),
        _are_limits,
    ),
    "future": (N_("{value} is no way to reckon; write years above 0 and a discount like 0.1."), _is_future),
}
