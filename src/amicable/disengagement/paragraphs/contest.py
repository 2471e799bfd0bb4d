"""How to contest the decision."""

from collections.abc import Iterator

from amicable.disengagement.paragraphs import Block, paragraph
from amicable.disengagement.parting import Parting
from amicable.disengagement.texts import Section


@paragraph("after", 40, breaks=True)
def contest(parting: Parting, voice: Section) -> Iterator[Block]:
    """To whom to write and by when an answer comes, where there is a route."""
    if parting.contest is None:
        return
    route = parting.contest
    yield voice("route", contact=route.contact, by=route.by, answer_by=route.answer_by)
    if route.body:
        yield voice("outside", body=route.body)
