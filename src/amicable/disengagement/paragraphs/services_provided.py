"""What we did for the client, at a high level."""

from collections.abc import Iterator

from amicable.disengagement.paragraphs import Block, Grid, paragraph
from amicable.disengagement.parting import Parting, Service
from amicable.disengagement.texts import Section


@paragraph("files", 50)
def services_provided(parting: Parting, say: Section) -> Iterator[Block]:
    """That a list is in the annex; nothing where no service is known."""
    if not parting.services:
        return
    yield say("annex")
    yield Grid(
        say.texts.say("letter.heading.services_table"),
        tuple(say.texts.say(f"letter.column.{name}") for name in ("service", "period")),
        tuple((one.name, _period(one, parting, say)) for one in parting.services),
    )


def _period(one: Service, parting: Parting, say: Section) -> str:
    since = say.texts.shown(one.since_on) if one.since_on else ""
    return f"{since} – {say.texts.shown(parting.end_on)}".strip()
