"""The conversation as a calendar entry (.ics): nothing in it about the decision."""

from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from amicable.disengagement.parting import Parting
from amicable.disengagement.script import MINUTES
from amicable.disengagement.texts import Texts


def invitation(
    parting: Parting, starts_at: datetime, *, place: str = "", minutes: int = MINUTES, way: str = "call"
) -> bytes:
    """An entry at `starts_at` (with its time zone), as long as planned; `way` is "call", "video" or "meeting"."""
    from icalendar import Calendar, Event, vText  # noqa: PLC0415 (wanted here only)

    say = Texts(parting.language, parting.formal).section("script", "invitation")
    speaker = parting.firm.speaker or parting.firm.name
    event = Event()
    event.add(
        "uid", f"{uuid5(NAMESPACE_URL, f'{parting.firm.name}/{parting.client}/{starts_at.isoformat()}')}"
    )
    event.add("dtstamp", starts_at)
    event.add("dtstart", starts_at)
    event.add("dtend", starts_at + timedelta(minutes=minutes))
    event.add("summary", vText(say("title")))
    event.add("description", vText(say(way, speaker=speaker, minutes=minutes)))
    event.add("location", vText(place or parting.firm.phone))
    event.add("class", "PRIVATE")
    made = Calendar()
    made.add("prodid", "-//Amicable//conversation//EN")
    made.add("version", "2.0")
    made.add_component(event)
    return bytes(made.to_ical())
