"""Originals, keys, registrations that go back."""

from collections.abc import Iterator

from amicable.disengagement.paragraphs import Block, paragraph
from amicable.disengagement.parting import Parting
from amicable.disengagement.texts import Section


@paragraph("files", 30)
def originals(parting: Parting, say: Section) -> Iterator[Block]:
    """What we return; that we hold nothing only where somebody has looked."""
    if parting.originals == ():
        yield say("none")
    elif parting.originals and parting.originals_by:
        yield say("returned", by=parting.originals_by, things=parting.originals)
