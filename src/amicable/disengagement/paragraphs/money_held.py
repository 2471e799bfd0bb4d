"""Money that belongs to the client."""

from collections.abc import Iterator

from amicable.disengagement.paragraphs import Block, paragraph
from amicable.disengagement.parting import Parting
from amicable.disengagement.texts import Section


@paragraph("money", 20)
def money_held(parting: Parting, voice: Section) -> Iterator[Block]:
    """What is returned, or that nothing is held; nothing where nobody knows."""
    if parting.settlement is None or parting.settlement.held is None:
        return
    if not parting.settlement.held.minor:
        yield voice("none")
    elif parting.settled_by:
        yield voice("returned", amount=parting.settlement.held, by=parting.settled_by)
