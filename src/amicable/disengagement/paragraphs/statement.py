"""The decision, in one plain sentence."""

from collections.abc import Iterator

from amicable.disengagement.paragraphs import Block, paragraph
from amicable.disengagement.parting import Parting
from amicable.disengagement.texts import Section


@paragraph("ending", 10)
def statement(_parting: Parting, voice: Section) -> Iterator[Block]:
    """That our work ends."""
    yield voice("decided")
