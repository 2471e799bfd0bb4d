"""Who answers for personal data."""

from collections.abc import Iterator

from amicable.disengagement.paragraphs import Block, paragraph
from amicable.disengagement.parting import Parting
from amicable.disengagement.texts import Section


@paragraph("files", 60)
def data_roles(parting: Parting, voice: Section) -> Iterator[Block]:
    """On whose instruction personal data are handled, where we do so."""
    if parting.processes_personal_data:
        yield voice("stated", end_on=parting.end_on)
