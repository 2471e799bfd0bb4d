"""How the client gets the files, and until when."""

from collections.abc import Iterator

from amicable.disengagement.paragraphs import Block, Grid, paragraph
from amicable.disengagement.parting import Parting, Records
from amicable.disengagement.texts import Section


@paragraph("files", 10)
def records(parting: Parting, say: Section) -> Iterator[Block]:
    """The download or the handing over; nothing while no day is set."""
    if parting.records_by is None:
        return
    key = "download" if parting.download else "hand_over"
    yield say(key, until=parting.records_by, link=parting.download)
    if parting.records:
        yield Grid(
            say.texts.say("letter.heading.records_table"),
            tuple(
                say.texts.say(f"letter.column.{name}")
                for name in ("record", "return_by", "delete_on", "basis")
            ),
            tuple(_row(one, parting, say) for one in parting.records),
        )


def _row(one: Records, parting: Parting, say: Section) -> tuple[str, ...]:
    texts = say.texts
    nothing = texts.say("letter.cell.not_kept")
    deleted = one.kept_until or parting.deletion_on
    return (
        texts.say(f"letter.record.{one.name}"),
        texts.shown(one.return_by) if one.return_by else nothing,
        texts.shown(deleted) if deleted else nothing,
        one.basis if one.kept_until else nothing,
    )
