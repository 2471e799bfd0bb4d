"""Access that is removed on both sides."""

from collections.abc import Iterator

from amicable.disengagement.paragraphs import Block, Grid, paragraph
from amicable.disengagement.parting import Access, Parting
from amicable.disengagement.texts import Section


@paragraph("files", 40, breaks=True)
def access(parting: Parting, voice: Section) -> Iterator[Block]:
    """By when it is removed, each system in an annex; nothing while nobody has looked."""
    if parting.access is None:
        return
    if not parting.access:
        yield voice("none")
        return
    yield voice("annex", by=max(one.removed_by for one in parting.access))
    yield Grid(
        voice.texts.voice("letter.heading.access_table"),
        tuple(
            voice.texts.voice(f"letter.column.{name}")
            for name in ("system", "whose", "removed_on", "remover")
        ),
        tuple(_row(one, voice) for one in parting.access),
    )


def _row(one: Access, voice: Section) -> tuple[str, ...]:
    whose = voice.texts.voice("letter.cell.ours" if one.ours else "letter.cell.yours")
    return one.system, whose, voice.texts.shown(one.removed_by), one.remover
