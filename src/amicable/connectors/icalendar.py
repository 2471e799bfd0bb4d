"""iCalendar: appointments out of Google Calendar, Outlook, Thunderbird, Apple and others."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, cached_property
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from icalendar import Calendar, Component

from amicable.connectors import _calendar_text, _mail
from amicable.connectors._addresses import Party, is_ours, parties
from amicable.connectors._mapping import Fill, From, LeaveOut, Row, Sheet, Source
from amicable.evidence import Firm, Problem
from amicable.i18n import N_

Event = tuple[int, Component]
"""An appointment and the line on which it begins."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
HORIZON = timedelta(days=366)
"""How far beyond the youngest date in the file an endless series is followed."""
RESTLESS = re.compile(rb"FREQ=(SECONDLY|MINUTELY|HOURLY)")
"""No meeting repeats so often; an endless series would fill the memory."""
MACHINES = "calendar.google.com"
"""Rooms, groups and made-up organisers have addresses here."""

BROKEN = N_("This appointment cannot be read: {reason}.")
NO_SERIES = N_("The repetitions of this appointment cannot be worked out, so it counts once: {reason}.")
STRANGE_ZONE = N_("The time zone {zone} is unknown; the firm's own zone is taken.")
UNKNOWN_DOMAINS = N_(
    "The firm's own mail domains are not known, so the first guest who is not the organiser counts as "
    'the client: put them into firm.toml (domains = ["example.com"]) and import again.'
)


def recognises(path: Path, head: bytes) -> bool:
    """Whether the file begins like a calendar."""
    return path.is_file() and head.lstrip(b"\xef\xbb\xbf \t\r\n").upper().startswith(b"BEGIN:VCALENDAR")


def rows(path: Path, firm: Firm, problems: list[Problem]) -> Iterator[Row]:
    """One row per appointment; a series with guests gives one per repetition."""
    if not firm.domains:
        problems.append(Problem(str(path), 0, "", UNKNOWN_DOMAINS, rows=0))
    for text in _calendar_text.calendars(path):
        calendar, events, broken = text.parsed()
        for line, reason in broken.items():
            problems.append(Problem(str(path), line, "", BROKEN, {"reason": reason}))
        yield from _Appointments(str(path), calendar, events, firm, problems).rows()


@dataclass(frozen=True)
class _Appointments:
    """One calendar, seen from the firm."""

    file: str
    calendar: Calendar
    events: list[Event]
    firm: Firm
    problems: list[Problem]

    def rows(self) -> Iterator[Row]:
        """Rows, series by series."""
        for line, event in self.events:
            self._check_zone(line, event)
        for series in self._series():
            if self._repeats(series):
                yield from self._repetitions(series)
            else:
                yield from (self._row(line, event) for line, event in series)

    def _doubt(self, line: int, column: str, message: str, **values: object) -> None:
        self.problems.append(Problem(self.file, line, column, message, values, rows=0))

    def _series(self) -> list[list[Event]]:
        found: dict[str, list[Event]] = {}
        for line, event in self.events:
            found.setdefault(str(event.get("UID", line)), []).append((line, event))
        return list(found.values())

    def _repeats(self, series: list[Event]) -> bool:
        """Whether the series has to be unrolled; what is left out anyhow need not be."""
        repeats = any("RRULE" in event or "RDATE" in event for _, event in series)
        return repeats and any(_is_timed(event) and self._guests(event) for _, event in series)

    def _repetitions(self, series: list[Event]) -> list[Row]:
        lines = {self._planned(event): line for line, event in series if "RECURRENCE-ID" in event}
        first = series[0][0]
        try:
            return [self._row(lines.get(self._planned(one), first), one) for one in self._unrolled(series)]
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as reason:
            self._doubt(first, "RRULE", NO_SERIES, reason=reason)
            return [self._row(line, event) for line, event in series]

    def _unrolled(self, series: list[Event]) -> list[Component]:
        import recurring_ical_events  # noqa: PLC0415 (slow to import, and every import of any file looks here)

        for _, event in series:
            if restless := RESTLESS.search(event.to_ical()):
                raise ValueError(restless[0].decode())
        calendar = Calendar(self.calendar)
        zones = [part for part in self.calendar.subcomponents if part.name == "VTIMEZONE"]
        calendar.subcomponents = [*zones, *(event for _, event in series)]
        found = recurring_ical_events.of(calendar).between(EPOCH, self._horizon)
        return sorted(found, key=self._planned)

    @cached_property
    def _horizon(self) -> datetime:
        """A year beyond the youngest date in the file: no clock is asked, so every reading is the same."""
        names = ("DTSTAMP", "LAST-MODIFIED", "DTSTART")
        dates = (self._moment(event, name) for _, event in self.events for name in names)
        return max((moment for moment in dates if moment), default=EPOCH) + HORIZON

    def _row(self, line: int, event: Component) -> Row:
        """What one appointment tells, under the names that the sheet reads."""
        starts = self._moment(event, "DTSTART")
        guests = self._guests(event)
        outcome = self._outcome(event, guests)
        return {
            "_line": str(line),
            "uid": str(event.get("UID", "")),
            "meeting_id": self._id(event),
            "sequence": str(event.get("SEQUENCE", 0)),
            "starts_at": _written(starts) or str(event.get("DTSTART", "")),
            "planned_seconds": self._length(event, starts),
            "all_day": "yes" if _is_all_day(event) else "",
            "status": str(event.get("STATUS", "")).upper(),
            "outcome": "cancelled" if outcome else "",
            "caused_by": "client" if outcome == "declined" else "",
            "cancelled_at": self._called_off(event, starts) if outcome == "cancelled" else "",
            "title": str(event.get("SUMMARY", "")),
            **_mail.named("outside", guests[0] if guests else None),
            **_mail.named("inside", self._host(event)),
        }

    def _outcome(self, event: Component, guests: list[Party]) -> str:
        """Why it did not take place; empty where nobody wrote that down."""
        method, status = str(self.calendar.get("METHOD", "")), str(event.get("STATUS", ""))
        if method.upper() == "CANCEL" or status.upper() == "CANCELLED":
            return "cancelled"
        answers = _answers(event)
        said_no = [answers.get(guest.address) == "DECLINED" for guest in guests]
        return "declined" if said_no and all(said_no) else ""

    def _called_off(self, event: Component, starts: datetime | None) -> str:
        """When the cancellation was written down; empty where that was after the appointment."""
        moment = self._moment(event, "LAST-MODIFIED") or self._moment(event, "DTSTAMP")
        return _written(moment) if moment and starts and moment <= starts else ""

    def _id(self, event: Component) -> str:
        """The series' id, and which of its repetitions this is."""
        uid = str(event.get("UID", event.get("SUMMARY", "")))
        repeated = "RECURRENCE-ID" in event or "UID" not in event
        return f"{uid}/{self._planned(event):%Y%m%dT%H%M}" if repeated else uid

    def _planned(self, event: Component) -> datetime:
        """When it was to begin before anybody moved it."""
        return self._moment(event, "RECURRENCE-ID") or self._moment(event, "DTSTART") or EPOCH

    def _length(self, event: Component, starts: datetime | None) -> str:
        ends, lasts = self._moment(event, "DTEND"), _value(event, "DURATION")
        if starts and ends is None and isinstance(lasts, timedelta):
            ends = starts + lasts
        return str(int((ends - starts).total_seconds())) if starts and ends and ends > starts else ""

    def _guests(self, event: Component) -> list[Party]:
        """People from outside; the organiser last."""
        host = _people(event, "ORGANIZER")
        own = self._owner if self.firm.domains else [*self._owner, *host]
        known = {party.address for party in own}
        invited = [*_people(event, "ATTENDEE"), *host]
        outside = (one for one in invited if one.address not in known and not is_ours(one, self.firm))
        return list(dict.fromkeys(outside))

    def _host(self, event: Component) -> Party | None:
        """The first of our own people."""
        invited = [*_people(event, "ORGANIZER"), *_people(event, "ATTENDEE")]
        outside = {party.address for party in self._guests(event)}
        return next((party for party in invited if party.address not in outside), None)

    @cached_property
    def _owner(self) -> list[Party]:
        """Google names a person's own calendar by the person's address."""
        return parties(str(self.calendar.get("X-WR-CALNAME", "")))

    def _check_zone(self, line: int, event: Component) -> None:
        moment, zone = _value(event, "DTSTART"), _zone_name(event, "DTSTART")
        if zone and isinstance(moment, datetime) and moment.tzinfo is None and zone.lower() not in _zones():
            self._doubt(line, "DTSTART", STRANGE_ZONE, zone=zone)

    def _moment(self, event: Component, name: str) -> datetime | None:
        """A property in UTC; a time without zone is read by the firm's clock."""
        written = _value(event, name)
        if not isinstance(written, date):
            return None
        moment = written if isinstance(written, datetime) else datetime.combine(written, time())
        if moment.tzinfo is None:
            zone = _zones().get(_zone_name(event, name).lower(), self.firm.zone)
            moment = moment.replace(tzinfo=ZoneInfo(zone))
        return moment.astimezone(UTC)


def _written(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S}" if moment else ""


def _value(event: Component, name: str) -> date | timedelta | None:
    """A date or a length as Python knows it; nothing where it is absent or broken."""
    try:
        value = getattr(event.get(name), "dt", None)
    except ValueError:
        return None
    return value if isinstance(value, date | timedelta) else None


def _is_timed(event: Component) -> bool:
    """Whether it has an hour."""
    return isinstance(_value(event, "DTSTART"), datetime)


def _is_all_day(event: Component) -> bool:
    return _value(event, "DTSTART") is not None and not _is_timed(event)


def _zone_name(event: Component, name: str) -> str:
    """The zone that a time names; empty for days."""
    timed = isinstance(_value(event, name), datetime)
    return str(getattr(event.get(name), "params", {}).get("TZID", "")) if timed else ""


@cache
def _zones() -> dict[str, str]:
    """Zones by their name in small letters: "Europe/lisbon" is often met."""
    return {zone.lower(): zone for zone in available_timezones()}


def _entries(event: Component, name: str) -> list[str]:
    entries = event.get(name, [])
    return entries if isinstance(entries, list) else [entries]


def _address(entry: str) -> str:
    return entry.partition(":")[2] if entry.lower().startswith("mailto:") else entry


def _people(event: Component, name: str) -> list[Party]:
    """Organiser or guests, without rooms and machines."""
    return [
        Party(_parameter(entry, "CN") or party.name, party.address)
        for entry in _entries(event, name)
        for party in parties(_address(entry))
        if _parameter(entry, "CUTYPE").upper() not in ("ROOM", "RESOURCE")
        and not party.address.endswith(MACHINES)
    ]


def _parameter(entry: str, name: str) -> str:
    """What is said about a person beside the address."""
    return str(getattr(entry, "params", {}).get(name, ""))


def _answers(event: Component) -> dict[str, str]:
    """What each guest answered, by address."""
    return {
        party.address: _parameter(entry, "PARTSTAT").upper()
        for entry in _entries(event, "ATTENDEE")
        for party in parties(_address(entry))
    }


MEETINGS = Sheet(
    name="appointments",
    needs=("uid", "starts_at", "all_day", "outside"),
    zone="UTC",
    leave_out=(
        LeaveOut("\"all_day\" = 'yes'", N_("All-day entries are no appointments.")),
        LeaveOut(
            "\"outside\" = ''", N_("Appointments without anybody from outside are no meetings with a client.")
        ),
    ),
    fills=(
        Fill(
            "meetings",
            {
                "meeting_id": "meeting_id",
                "client_id": "outside",
                "staff_id": "inside_name",
                "starts_at": From("starts_at", date=_mail.UTC_TEXT, zone="UTC"),
                "planned_seconds": From("planned_seconds", unit="seconds"),
                "outcome": "outcome",
                "cancelled_at": From("cancelled_at", date=_mail.UTC_TEXT, zone="UTC"),
                "caused_by": "caused_by",
                "title": "title",
            },
            keep="last",
            order_by='integer("sequence")',
        ),
        *_mail.PEOPLE,
    ),
)

SOURCE = Source(
    title="iCalendar", sheets=(MEETINGS,), namespace=_mail.NAMESPACE, recognises=recognises, rows=rows
)
