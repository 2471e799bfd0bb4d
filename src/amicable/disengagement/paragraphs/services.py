"""What ends, and what does not."""

from collections.abc import Iterator

from amicable.disengagement.paragraphs import Block, paragraph
from amicable.disengagement.parting import Parting
from amicable.disengagement.texts import Section


@paragraph("ending", 40)
def services(parting: Parting, voice: Section) -> Iterator[Block]:
    """The services that end; nothing where they are not known."""
    if parting.services:
        ended = tuple(one.name for one in parting.services)
        key = "some" if parting.remaining else "all"
        yield voice(key, services=ended, remaining=parting.remaining)
