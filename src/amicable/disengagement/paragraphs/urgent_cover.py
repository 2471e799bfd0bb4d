"""Urgent cover until the last day."""

from collections.abc import Iterator

from amicable.disengagement.paragraphs import Block, paragraph
from amicable.disengagement.parting import Parting
from amicable.disengagement.texts import Section


@paragraph("work", 15, breaks=True)
def urgent_cover(parting: Parting, voice: Section) -> Iterator[Block]:
    """How we are reached in urgent matters, where cover is given."""
    if parting.urgent_cover and parting.firm.phone:
        yield voice("phone", phone=parting.firm.phone)
    elif parting.urgent_cover and parting.firm.email:
        yield voice("email", email=parting.firm.email)
