"""The copy that the client signs."""

from collections.abc import Iterator

from amicable.disengagement.paragraphs import Block, Form, paragraph
from amicable.disengagement.parting import Parting
from amicable.disengagement.texts import Section


@paragraph("after", 60)
def acknowledgement(parting: Parting, voice: Section) -> Iterator[Block]:
    """Until when, with a form that leaves room for exceptions; nothing while no day is set."""
    if parting.acknowledge_by is None:
        return
    yield voice("ask", by=parting.acknowledge_by)
    yield Form(
        voice.texts.voice("letter.heading.signature_table"),
        tuple(voice(key) for key in ("received", "not_right", "sign_here")),
    )
