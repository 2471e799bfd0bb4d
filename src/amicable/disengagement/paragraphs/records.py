"""How the client gets the files, and until when."""

from collections.abc import Iterator

from amicable.disengagement.paragraphs import Block, Grid, paragraph
from amicable.disengagement.parting import Parting, Records
from amicable.disengagement.texts import Section


@paragraph("files", 10)
def records(parting: Parting, voice: Section) -> Iterator[Block]:
    """The download or the handing over; nothing while no day is set."""
    if parting.records_by is None:
        return
    key = "download" if parting.download else "hand_over"
    yield voice(key, until=parting.records_by, link=parting.download)
    if parting.records:
        yield Grid(
            voice.texts.voice("letter.heading.records_table"),
            tuple(
                voice.texts.voice(f"letter.column.{name}")
                for name in ("record", "return_by", "delete_on", "basis")
            ),
            tuple(_row(one, parting, voice) for one in parting.records),
        )


def _row(one: Records, parting: Parting, voice: Section) -> tuple[str, ...]:
    texts = voice.texts
    nothing = texts.voice("letter.cell.not_kept")
    deleted = one.kept_until or parting.deletion_on
    return (
        texts.voice(f"letter.record.{one.name}"),
        texts.shown(one.return_by) if one.return_by else nothing,
        texts.shown(deleted) if deleted else nothing,
        one.basis if one.kept_until else nothing,
    )
