"""Questions that are answered after the end."""

from collections.abc import Iterator

from amicable.disengagement.paragraphs import Block, paragraph
from amicable.disengagement.parting import Parting
from amicable.disengagement.texts import Section


@paragraph("after", 10)
def support(parting: Parting, voice: Section) -> Iterator[Block]:
    """Until when, and at what price, where it is offered."""
    if parting.support and parting.support.price:
        yield voice("priced", until=parting.support.until, price=parting.support.price)
    elif parting.support:
        yield voice("included", until=parting.support.until)
