"""The reason, short, or deliberately none."""

from collections.abc import Iterator

from amicable.disengagement.paragraphs import Block, paragraph
from amicable.disengagement.parting import Parting
from amicable.disengagement.texts import Section
from amicable.duties import Reason


@paragraph("ending", 50, breaks=True)
def reason(parting: Parting, voice: Section) -> Iterator[Block]:
    """The firm's own sentence, or the one of the cause; nothing where none is to be given."""
    if parting.reason is None or parting.rules.reason is Reason.FORBIDDEN:
        return
    reasons = voice.texts.section("script", "reason")
    yield parting.reason or reasons(parting.cause if parting.cause in reasons else "general")
