"""PDF for people and archives: tagged (PDF/UA-1) and archival (PDF/A-2a), the same bytes on every machine."""

import json
from datetime import UTC, date, datetime
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from amicable.disengagement.letter import Letter
from amicable.disengagement.paragraphs import Form, Grid, Listed
from amicable.disengagement.rendering._plain import plain
from amicable.disengagement.rendering.scripted import Sheet
from amicable.i18n import N_
from amicable.refusal import Refusal

if TYPE_CHECKING:
    import typst

STANDARDS: list["typst.PDFStandard"] = ["ua-1", "a-2a"]


class NotPrintable(Refusal):
    """A text that cannot be set in print."""


def letter_as_pdf(letter: Letter) -> bytes:
    """The letter with its annexes."""
    return _set("letter", _letter(letter), letter.written_on)


def script_as_pdf(sheet: Sheet) -> bytes:
    """The script with its cards."""
    return _set("script", sheet.plain(), sheet.written_on)


def _letter(letter: Letter) -> dict[str, object]:
    signed = filter(None, (letter.firm.speaker, letter.firm.role, letter.firm.name))
    to = (letter.to.name, *(one for one in letter.to.address if one != letter.to.name))
    return {
        "lang": letter.language,
        "subject": plain(letter.subject),
        "firm": plain(letter.firm.name),
        "letterhead": [plain(one) for one in letter.letterhead],
        "logo": list(letter.firm.logo) or None,
        "to": [plain(one) for one in to if one],
        "day": letter.day,
        "greeting": plain(letter.greeting),
        "body": [
            {"heading": heading, "flow": [_piece(one) for one in flow]} for heading, flow in letter.body
        ],
        "regards": plain(letter.regards),
        "signed": [plain(one) for one in signed],
        "annexes": [_annex(one) for one in letter.annexes],
    }


def _piece(piece: str | Listed) -> str | list[str]:
    return [plain(one) for one in piece.lines] if isinstance(piece, Listed) else plain(piece)


def _annex(annex: Grid | Form) -> dict[str, object]:
    if isinstance(annex, Form):
        return {"title": annex.title, "columns": [], "rows": [[plain(one)] for one in annex.lines]}  # fmt: skip
    rows = [[plain(cell) for cell in row] for row in annex.rows]
    return {
        "title": annex.title,
        "columns": list(annex.columns),
        "rows": rows,
        "figures": annex.figures,
        "total": annex.total_at,
    }


def _set(template: str, data: dict[str, object], written_on: date) -> bytes:
    import typst  # noqa: PLC0415 (large; wanted where something is printed)

    source = (files("amicable.disengagement.rendering") / "templates" / f"{template}.typ").read_bytes()
    day = datetime(written_on.year, written_on.month, written_on.day, tzinfo=UTC)
    try:
        compiler = typst.Compiler(source, font_paths=_fonts(), sys_inputs={"data": json.dumps(data)})
        return bytes(compiler.compile(format="pdf", pdf_standards=STANDARDS, timestamp=day))  # type: ignore[arg-type]
    except typst.TypstError as error:
        raise NotPrintable(
            N_(
                "The PDF cannot be made: {reason}. The same text as DOCX or e-mail can hold more characters and any picture."
            ),
            reason=error.message.rstrip("."),
        ) from error


@cache
def _fonts() -> "typst.Fonts":
    """The fonts of the compiler itself and no other, so that a letter looks the same everywhere."""
    import typst  # noqa: PLC0415

    return typst.Fonts(include_system_fonts=False)
