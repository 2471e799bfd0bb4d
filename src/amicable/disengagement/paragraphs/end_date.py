"""The last day."""

from collections.abc import Iterator

from amicable.disengagement.paragraphs import Block, paragraph
from amicable.disengagement.parting import Parting
from amicable.disengagement.texts import Section


@paragraph("ending", 20)
def end_date(parting: Parting, voice: Section) -> Iterator[Block]:
    """On which day it ends; never any doubt about it."""
    yield voice("day", end_on=parting.end_on)
