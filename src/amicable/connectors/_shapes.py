"""How dates are written: from the shape of a text (digits as 9) to the format that reads it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

WEEKDAY = r"(?:(?P<weekday>[A-Za-z]{3,9})(?P<after_weekday>\.?,? ))?"
TIME = (
    r"(?:(?P<before_time>[ T]|, ?| at )(?P<hour>9{1,2})(?P<colon>[:.])99(?P<seconds>(?P=colon)99)?"
    r"(?P<fraction>[.,]9{1,9})?(?P<before_half> ?)(?P<half>[AaPp]\.?[Mm]\.?)?)?"
)
ZONE = r"(?P<before_zone> ?)(?P<zone>Z|UTC|GMT|[+-]99:?99|[+-]99)?"
MONTH = "(?P<month>[A-Za-z]{3,9})"
YEAR = "(?P<year>9999|99)"

SHAPES = {
    "iso": re.compile(rf"9999(?P<mark>[-/.])9{{1,2}}(?P=mark)9{{1,2}}{TIME}{ZONE}"),
    "compact": re.compile(rf"99999999(?P<mark>){TIME}{ZONE}"),
    "numeric": re.compile(rf"{WEEKDAY}9{{1,2}}(?P<mark>[-/. ])9{{1,2}}(?P=mark){YEAR}{TIME}{ZONE}"),
    "day_first": re.compile(
        rf"{WEEKDAY}9{{1,2}}(?P<mark>[-/. ]){MONTH}(?P<mark2>[-/. ]|, ){YEAR}{TIME}{ZONE}"
    ),
    "month_first": re.compile(
        rf"{WEEKDAY}{MONTH}(?P<mark>[-/. ])9{{1,2}}(?P<mark2>,? |-|/){YEAR}{TIME}{ZONE}"
    ),
}
SHORT = 3
"""Letters of a shortened month or weekday."""
MONTHS = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}


@dataclass(frozen=True)
class Shape:
    """What the shape of a date tells."""

    kind: str
    mark: str
    template: str
    """strptime format with {one}, {two} for the parts whose order must be known."""
    timed: bool
    half_days: bool
    """Written with AM and PM."""
    zone: str
    """"" naive, "offset", "utc" (said in letters)."""

    @property
    def is_iso(self) -> bool:
        """DuckDB reads it by itself."""
        return self.kind == "iso" and self.mark != "." and not self.half_days and ", " not in self.template

    def format(self, order: str) -> str:
        """The strptime format, once the order of day and month is known."""
        one, two = ("%m", "%d") if order == "mdy" else ("%d", "%m")
        return self.template.replace("{one}", one).replace("{two}", two)


def shape(text: str) -> Shape | None:
    """The shape of a date whose digits have become 9; None where it is none."""
    for kind, pattern in SHAPES.items():
        if found := pattern.fullmatch(text):
            parts = found.groupdict()
            if _is_month(parts.get("month")):
                return _shape(kind, parts)
    return None


def _is_month(name: str | None) -> bool:
    return name is None or name[:3].lower() in MONTHS


def _shape(kind: str, parts: dict[str, str | None]) -> Shape:
    zone = parts["zone"] or ""
    offset = zone[:1] in {"+", "-"}
    template = _weekday(parts) + _day(kind, parts) + _time(parts) + (parts["before_zone"] or "")
    return Shape(
        kind,
        parts["mark"] or "",
        template + ("%z" if offset else zone),
        timed=parts["hour"] is not None,
        half_days=parts["half"] is not None,
        zone="offset" if offset else "utc" if zone else "",
    )


def _weekday(parts: dict[str, str | None]) -> str:
    name = parts.get("weekday")
    return (("%a" if len(name) == SHORT else "%A") if name else "") + (parts.get("after_weekday") or "")


def _day(kind: str, parts: dict[str, str | None]) -> str:
    mark, mark2 = parts["mark"] or "", parts.get("mark2") or ""
    year = "%Y" if parts.get("year") != "99" else "%y"
    month = "%b" if len(parts.get("month") or "") == SHORT else "%B"
    return {
        "iso": f"%Y{mark}%m{mark}%d",
        "compact": "%Y%m%d",
        "numeric": f"{{one}}{mark}{{two}}{mark}{year}",
        "day_first": f"%d{mark}{month}{mark2}{year}",
        "month_first": f"{month}{mark}%d{mark2}{year}",
    }[kind]


def _time(parts: dict[str, str | None]) -> str:
    if parts["hour"] is None:
        return ""
    colon, half = parts["colon"], parts["half"]
    seconds = f"{colon}%S" if parts["seconds"] else ""
    fraction = f"{parts['fraction'][0]}%f" if parts["fraction"] else ""
    clock = f"{'%I' if half else '%H'}{colon}%M{seconds}{fraction}"
    return f"{parts['before_time']}{clock}{parts['before_half']}{'%p' if half else ''}"


def year_last(formats: Iterable[str]) -> list[str]:
    """Formats with two-digit years first: %Y would read "21" as the year 21."""
    return sorted(dict.fromkeys(formats), key=lambda text: "%Y" in text)
