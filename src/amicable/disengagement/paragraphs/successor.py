"""Advice to appoint a successor, with names."""

from collections.abc import Iterator

from amicable.disengagement.paragraphs import Block, Listed, paragraph
from amicable.disengagement.parting import Parting
from amicable.disengagement.texts import Section


@paragraph("help", 10)
def successor(parting: Parting, voice: Section) -> Iterator[Block]:
    """Names that we know, else where names are found."""
    if not parting.alternatives:
        yield voice("directory")
        return
    yield voice("named")
    yield Listed(
        tuple(
            voice(
                "item" if one.contact else "item_plain",
                name=one.name,
                good_for=one.good_for,
                contact=one.contact,
            )
            for one in parting.alternatives
        )
    )
