"""The copy that the client signs."""

from collections.abc import Iterator

from amicable.disengagement.paragraphs import Block, Form, paragraph
from amicable.disengagement.parting import Parting
from amicable.disengagement.texts import Section


@paragraph("after", 60)
def acknowledgement(parting: Parting, say: Section) -> Iterator[Block]:
    """Until when, with a form that leaves room for exceptions; nothing while no day is set."""
    if parting.acknowledge_by is None:
        return
    yield say("ask", by=parting.acknowledge_by)
    yield Form(
        say.texts.say("letter.heading.signature_table"),
        tuple(say(key) for key in ("received", "not_right", "sign_here")),
    )
