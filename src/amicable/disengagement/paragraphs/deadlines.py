"""Deadlines ahead and what happens if they are missed."""

from collections.abc import Iterator

from amicable.disengagement.paragraphs import Block, Listed, paragraph
from amicable.disengagement.parting import Parting
from amicable.disengagement.texts import Section


@paragraph("work", 20)
def deadlines(parting: Parting, voice: Section) -> Iterator[Block]:
    """The dates that are in the client's hands; nothing while nobody has looked."""
    if parting.deadlines is None:
        return
    if not parting.deadlines:
        yield voice("none")
        return
    yield voice("intro", end_on=parting.end_on)
    yield Listed(
        tuple(
            voice("item_then" if one.then else "item", what=one.what, due_on=one.due_on, then=one.then)
            for one in sorted(parting.deadlines, key=lambda one: one.due_on)
        )
    )
