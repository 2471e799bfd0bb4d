"""What this letter is: the confirmation of a conversation, or the news itself."""

from collections.abc import Iterator

from amicable.disengagement.paragraphs import Block, paragraph
from amicable.disengagement.parting import Parting
from amicable.disengagement.texts import Section


@paragraph("", 20, element=False)
def opening(parting: Parting, voice: Section) -> Iterator[Block]:
    """That it confirms the conversation, or that nobody called."""
    yield voice("after_call", told_on=parting.told_on) if parting.told_on else voice("no_call")
