"""Consent to brief the successor."""

from collections.abc import Iterator

from amicable.disengagement.paragraphs import Block, paragraph
from amicable.disengagement.parting import Parting
from amicable.disengagement.texts import Section


@paragraph("help", 20)
def handover_consent(_parting: Parting, voice: Section) -> Iterator[Block]:
    """That we brief the new firm with the client's consent."""
    yield voice("ask")
