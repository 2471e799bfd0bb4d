"""What is done, what will be done by when at what price, what will not be done."""

from collections.abc import Iterator

from amicable.disengagement.paragraphs import Block, Listed, paragraph
from amicable.disengagement.parting import Parting, Work
from amicable.disengagement.texts import Section


@paragraph("work", 10)
def work_status(parting: Parting, voice: Section) -> Iterator[Block]:
    """How the work stands; that we work as agreed where nobody has listed it."""
    if parting.work is None:
        yield voice("as_agreed")
    elif not parting.work:
        yield voice("nothing_open")
    else:
        yield voice("listed")
        yield Listed(tuple(_line(one, voice) for one in parting.work))


def _line(work: Work, voice: Section) -> str:
    key = "will_priced" if work.state == "will" and work.price else work.state
    return voice(key, work=work.name, by=work.by, price=work.price)
