"""The day on which our copies are deleted."""

from collections.abc import Iterator

from amicable.disengagement.paragraphs import Block, paragraph
from amicable.disengagement.parting import Parting
from amicable.disengagement.texts import Section


@paragraph("files", 20)
def deletion(parting: Parting, voice: Section) -> Iterator[Block]:
    """When our copies go, and that some are kept by law; nothing while no day is set."""
    if parting.deletion_on is None:
        return
    kept = any(one.kept_until for one in parting.records)
    yield voice("except_kept" if kept else "all", on=parting.deletion_on)
