"""Thanks that are true."""

from collections.abc import Iterator

from amicable.disengagement.paragraphs import Block, paragraph
from amicable.disengagement.parting import Parting
from amicable.disengagement.texts import Section


@paragraph("", 10)
def thanks(parting: Parting, voice: Section) -> Iterator[Block]:
    """The firm's own sentence, else thanks for the trust."""
    if parting.thanks:
        yield parting.thanks
    elif parting.since_on:
        yield voice("since", year=str(parting.since_on.year))
    else:
        yield voice("plain")
