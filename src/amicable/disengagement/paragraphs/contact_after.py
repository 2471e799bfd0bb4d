"""Contact after the end."""

from collections.abc import Iterator

from amicable.disengagement.paragraphs import Block, paragraph
from amicable.disengagement.parting import Parting
from amicable.disengagement.texts import Section


@paragraph("after", 20)
def contact_after(parting: Parting, voice: Section) -> Iterator[Block]:
    """Where the client writes to afterwards."""
    key = "email" if parting.firm.email else "post"
    yield voice(key, email=parting.firm.email)
