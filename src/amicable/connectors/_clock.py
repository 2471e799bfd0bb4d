"""Texts as days and times: SQL that gives null where there is no such day."""

from collections.abc import Sequence
from dataclasses import dataclass

from amicable.connectors._expression import literal
from amicable.connectors._proving import Proof
from amicable.connectors._shapes import Shape, year_last

BY_DASH = "({text}[5] = '-' OR {text}[5] = '/')"
"""ISO dates have the year first."""
HAS_ZONE = (
    "regexp_matches({text}, '(Z|UTC|GMT|[0-9] ?[+-][0-9]{{2}}(:?[0-9]{{2}})?)$') AND length({text}) > 10"
)


@dataclass(frozen=True)
class Clock:
    """How the dates and times of one column are read."""

    form: str
    """What the mapping says: a strptime format, an order, "epoch", "epoch_ms" or nothing."""
    zone: str
    """Of times that name none."""
    firm_zone: str
    """Whose calendar days are meant."""
    proof: Proof

    def day(self, text: str) -> str:
        """A DATE."""
        if self.is_iso(text):
            return f"CAST({_iso(text)} AS DATE)"
        instant, naive = self._parts(text)
        on_calendar = instant and f"CAST(timezone({literal(self.firm_zone)}, {instant}) AS DATE)"
        return _sane(_either(text, on_calendar, naive and f"CAST({naive} AS DATE)", "DATE"), "DATE")

    def time(self, text: str) -> str:
        """A naive TIMESTAMP in UTC."""
        if self.is_iso(text):
            return self._placed(text, _iso(text))
        instant, naive = self._parts(text)
        in_utc = instant and f"timezone('UTC', {instant})"
        return _sane(_either(text, in_utc, naive and self._placed(text, naive), "TIMESTAMP"), "TIMESTAMP")

    def _parts(self, text: str) -> tuple[str, str]:
        """SQL of an instant (TIMESTAMPTZ) and of a time without zone (TIMESTAMP); empty where none is."""
        if self.form.startswith("epoch"):
            factor = 1_000 if self.form == "epoch_ms" else 1_000_000
            micros = f"CAST(try_cast({text} AS DECIMAL(28, 6)) * {factor} AS BIGINT)"
            return f"timezone('UTC', make_timestamp({micros}))", ""
        if "%" in self.form:
            return "", f"try_strptime({text}, {literal(self.form)})"
        shapes = self.proof.shapes.get(text, ())
        zoned, naive = [kind for kind in shapes if kind.zone], [kind for kind in shapes if not kind.zone]
        return self._instant(text, zoned) if zoned else "", self._naive(text, naive) if naive else ""

    def is_iso(self, text: str) -> bool:
        """Whether the cells are written as DuckDB reads times itself, without a zone."""
        shapes = self.proof.shapes.get(text)
        told = self.form.startswith("epoch") or "%" in self.form
        return bool(shapes) and not told and all(kind.is_iso and not kind.zone for kind in shapes or ())

    @property
    def _order(self) -> str:
        return self.proof.order or (self.form if self.form in {"dmy", "mdy"} else "")

    def _placed(self, text: str, naive: str) -> str:
        """A time of its zone in UTC; a bare day begins at midnight of the firm."""
        shapes = self.proof.shapes.get(text, ())
        timed = any(kind.timed for kind in shapes if not kind.zone) or "%H" in self.form or "%I" in self.form
        zone = self.zone if timed else self.firm_zone
        return naive if zone == "UTC" else f"timezone('UTC', timezone({literal(zone)}, {naive}))"

    def _naive(self, text: str, shapes: Sequence[Shape]) -> str:
        others = [kind for kind in shapes if not kind.is_iso]
        if not others:
            return _iso(text)
        parsed = f"try_strptime({text}, {self._formats(others)})"
        if len(others) == len(shapes):
            return parsed
        return f"CASE WHEN {BY_DASH.format(text=text)} THEN {_iso(text)} ELSE {parsed} END"

    def _instant(self, text: str, shapes: Sequence[Shape]) -> str:
        tight = f"regexp_replace({text}, ' ([+-][0-9]{{2}}:?[0-9]{{2}})$', '\\1')"
        offsets = [kind for kind in shapes if kind.zone == "offset" and not kind.is_iso]
        letters = [kind for kind in shapes if kind.zone == "utc" and not kind.is_iso]
        found = [f"try_cast({tight} AS TIMESTAMPTZ)"] if any(kind.is_iso for kind in shapes) else []
        if offsets:
            found.append(f"try_strptime({text}, {self._formats(offsets)})")
        if letters:
            found.append(f"timezone('UTC', try_strptime({text}, {self._formats(letters)}))")
        return f"coalesce({', '.join(found)})" if len(found) > 1 else found[0]

    def _formats(self, shapes: Sequence[Shape]) -> str:
        formats = year_last(kind.format(self._order) for kind in shapes)
        return f"[{', '.join(map(literal, formats))}]"


def _iso(text: str) -> str:
    """A TIMESTAMP of a business; that the year is none is seen in the text, so that it is read only once."""
    sane = f"{text} BETWEEN '1900' AND '2199~'"
    return f"CASE WHEN {sane} AND {BY_DASH.format(text=text)} THEN try_cast({text} AS TIMESTAMP) END"


def _either(text: str, instant: str, naive: str, sql_type: str) -> str:
    """What fits the text: with a zone the first, without the second."""
    if instant and naive:
        return f"CASE WHEN {HAS_ZONE.format(text=text)} THEN {instant} ELSE {naive} END"
    return instant or naive or f"NULL::{sql_type}"


def _sane(sql: str, sql_type: str) -> str:
    """Null for years that are no dates of a business."""
    between = f"{sql_type} '1900-01-01' AND {sql_type} '2199-12-31'"
    return f"CASE WHEN {sql} BETWEEN {between} THEN {sql} END"
