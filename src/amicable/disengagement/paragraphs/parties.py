"""Who is concerned: the firm, the client, joint clients."""

from collections.abc import Iterator

from amicable.disengagement.paragraphs import Block, paragraph
from amicable.disengagement.parting import Parting
from amicable.disengagement.texts import Section


@paragraph("ending", 30, breaks=True)
def parties(parting: Parting, voice: Section) -> Iterator[Block]:
    """Between whom it is; nothing while nobody is named."""
    names = tuple(one.name for one in parting.addressees)
    if len(names) > 1:
        yield voice("joint", firm=parting.firm.name, clients=names)
    else:
        yield voice("one", firm=parting.firm.name, client=parting.client)
