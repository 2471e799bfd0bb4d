"""Confidentiality after the end."""

from collections.abc import Iterator

from amicable.disengagement.paragraphs import Block, paragraph
from amicable.disengagement.parting import Parting
from amicable.disengagement.texts import Section


@paragraph("files", 70)
def confidentiality(_parting: Parting, voice: Section) -> Iterator[Block]:
    """That it stays."""
    yield voice("stays")
