"""A good wish."""

from collections.abc import Iterator

from amicable.disengagement.paragraphs import Block, paragraph
from amicable.disengagement.parting import Parting
from amicable.disengagement.texts import Section


@paragraph("closing", 10, element=False)
def closing(parting: Parting, voice: Section) -> Iterator[Block]:
    """A wish for a firm or a person."""
    yield voice("wish_person" if parting.consumer else "wish")
