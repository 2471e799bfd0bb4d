"""Originals, keys, registrations that go back."""

from collections.abc import Iterator

from amicable.disengagement.paragraphs import Block, paragraph
from amicable.disengagement.parting import Parting
from amicable.disengagement.texts import Section


@paragraph("files", 30)
def originals(parting: Parting, voice: Section) -> Iterator[Block]:
    """What we return; that we hold nothing only where somebody has looked."""
    if parting.originals == ():
        yield voice("none")
    elif parting.originals and parting.originals_by:
        yield voice("returned", by=parting.originals_by, things=parting.originals)
