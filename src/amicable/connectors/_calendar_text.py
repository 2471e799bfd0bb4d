"""The text of a calendar file in parts, so that a broken appointment does not take the others with it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from icalendar import Calendar, Component

Block = list[str]


@dataclass(frozen=True)
class CalendarText:
    """One calendar: its own properties and zones, and the appointments by the line they begin on."""

    head: Block = field(default_factory=list)
    events: dict[int, Block] = field(default_factory=dict)

    def parsed(self) -> tuple[Calendar, list[tuple[int, Component]], dict[int, str]]:
        """The calendar, its readable appointments by line, and why the others are not."""
        try:
            calendar = _parsed(self.head, *self.events.values())
            return calendar, list(zip(self.events, calendar.walk("VEVENT"), strict=True)), {}
        except ValueError:
            return self._parsed_one_by_one()

    def _parsed_one_by_one(self) -> tuple[Calendar, list[tuple[int, Component]], dict[int, str]]:
        """The same for a calendar with a broken part somewhere."""
        head = self.head if _is_readable(self.head) else []
        events, broken = list[tuple[int, Component]](), dict[int, str]()
        for line, block in self.events.items():
            try:
                (event,) = _parsed(head, block).walk("VEVENT")
                events.append((line, event))
            except ValueError as reason:
                broken[line] = str(reason)
        return _parsed(head), events, broken


def _is_readable(head: Block) -> bool:
    try:
        _parsed(head)
    except ValueError:
        return False
    return True


def _parsed(*blocks: Block) -> Calendar:
    lines = ["BEGIN:VCALENDAR", *(line for block in blocks for line in block), "END:VCALENDAR"]
    return Calendar.from_ical("\r\n".join(lines))


def calendars(path: Path) -> Iterator[CalendarText]:
    """Every calendar in the file; what is neither appointment nor zone is passed over."""
    found, block, inside = CalendarText(), Block(), Block()
    finished = True
    for number, line in enumerate(_lines(path), start=1):
        word, _, name = line.strip().upper().partition(":")
        if (word, name) == ("BEGIN", "VCALENDAR"):
            found, block, inside, finished = CalendarText(), Block(), Block(), False
        elif (word, name) == ("END", "VCALENDAR"):
            finished = True
            yield found
        elif word == "BEGIN":
            block = _begun(found, name, number) if not inside else block
            inside.append(name)
            block.append(line)
        elif inside:
            block.append(line)
            if (word, name) == ("END", inside[-1]):
                inside.pop()
        else:
            found.head.append(line)
    if not finished:
        yield found  # cut off: what came before is good


def _begun(calendar: CalendarText, name: str, line: int) -> Block:
    """Where the lines of a part go."""
    if name == "VEVENT":
        return calendar.events.setdefault(line, [])
    return calendar.head if name == "VTIMEZONE" else []


def _lines(path: Path) -> list[str]:
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("windows-1252", "replace")
    return text.replace("\r\n", "\n").split("\n")
