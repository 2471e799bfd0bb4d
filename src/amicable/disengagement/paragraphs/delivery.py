"""How the letter travels."""

from collections.abc import Iterator

from amicable.disengagement.paragraphs import Block, paragraph
from amicable.disengagement.parting import Parting
from amicable.disengagement.texts import Section


@paragraph("after", 50)
def delivery(parting: Parting, voice: Section) -> Iterator[Block]:
    """By which channel it comes."""
    if parting.channel in voice:
        yield voice(parting.channel)
