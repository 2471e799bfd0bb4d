"""What we did for the client, at a high level."""

from collections.abc import Iterator

from amicable.disengagement.paragraphs import Block, Grid, paragraph
from amicable.disengagement.parting import Parting, Service
from amicable.disengagement.texts import Section


@paragraph("files", 50)
def services_provided(parting: Parting, voice: Section) -> Iterator[Block]:
    """That a list is in the annex; nothing where no service is known."""
    if not parting.services:
        return
    yield voice("annex")
    yield Grid(
        voice.texts.voice("letter.heading.services_table"),
        tuple(voice.texts.voice(f"letter.column.{name}") for name in ("service", "period")),
        tuple((one.name, _period(one, parting, voice)) for one in parting.services),
    )


def _period(one: Service, parting: Parting, voice: Section) -> str:
    since = voice.texts.shown(one.since_on) if one.since_on else ""
    return f"{since} – {voice.texts.shown(parting.end_on)}".strip()
