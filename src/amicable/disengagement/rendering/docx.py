"""DOCX for firms that edit the letter before it goes: real headings, lists and tables, the language set."""

import io
from typing import Any

from amicable.disengagement.letter import Letter
from amicable.disengagement.paragraphs import Form, Grid, Listed
from amicable.disengagement.rendering._plain import plain


def letter_as_docx(letter: Letter) -> bytes:
    """The letter with its annexes."""
    import docx  # noqa: PLC0415 (wanted where something is printed)

    made = docx.Document()
    _dressed(made, letter)
    for line in (letter.firm.name, *letter.letterhead):
        made.add_paragraph(plain(line), style="No Spacing")
    made.add_paragraph()
    for line in (letter.to.name, *(one for one in letter.to.address if one != letter.to.name)):
        made.add_paragraph(plain(line), style="No Spacing")
    made.add_paragraph()
    made.add_paragraph(plain(letter.day))
    made.add_heading(plain(letter.subject), level=1)
    made.add_paragraph(plain(letter.greeting))
    for heading, flow in letter.body:
        if heading:
            made.add_heading(plain(heading), level=2)
        for piece in flow:
            _piece(made, piece)
    _signed(made, letter)
    for annex in letter.annexes:
        _annex(made, annex)
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def _dressed(made: Any, letter: Letter) -> None:  # noqa: ANN401 (python-docx has no types that hold)
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.shared import Pt  # noqa: PLC0415

    made.core_properties.title = plain(letter.subject)
    made.core_properties.author = plain(letter.firm.name)
    made.core_properties.language = letter.language
    normal = made.styles["Normal"]
    normal.font.size = Pt(11)
    language = normal.element.get_or_add_rPr().makeelement(qn("w:lang"), {qn("w:val"): letter.language})
    normal.element.get_or_add_rPr().append(language)


def _piece(made: Any, piece: str | Listed) -> None:  # noqa: ANN401
    if isinstance(piece, Listed):
        for line in piece.lines:
            made.add_paragraph(plain(line), style="List Bullet")
    else:
        made.add_paragraph(plain(piece))


def _signed(made: Any, letter: Letter) -> None:  # noqa: ANN401
    made.add_paragraph(plain(letter.regards))
    made.add_paragraph()
    for line in filter(None, (letter.firm.speaker, letter.firm.role, letter.firm.name)):
        made.add_paragraph(plain(line), style="No Spacing")


def _annex(made: Any, annex: Grid | Form) -> None:  # noqa: ANN401
    made.add_heading(plain(annex.title), level=2)
    if isinstance(annex, Form):
        for line in annex.lines:
            made.add_paragraph(plain(line))
            made.add_paragraph("_" * 40)
        return
    table = made.add_table(rows=1, cols=len(annex.columns), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, annex.columns, strict=True):
        cell.text = plain(text)
    for row in annex.rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = plain(text)
