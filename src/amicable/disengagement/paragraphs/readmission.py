"""Whether and how a new start is possible."""

from collections.abc import Iterator

from amicable.disengagement.paragraphs import Block, paragraph
from amicable.disengagement.parting import Parting
from amicable.disengagement.texts import Section


@paragraph("after", 30)
def readmission(parting: Parting, voice: Section) -> Iterator[Block]:
    """The firm's own terms, or that a request is a new one; nothing where nothing is to be said."""
    if parting.readmission:
        yield voice("terms", terms=parting.readmission)
    elif parting.readmission == "":
        yield voice("new_request")
