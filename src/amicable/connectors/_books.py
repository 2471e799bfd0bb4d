"""Excel workbooks, row by row; formulas give the value that was saved with them, and are never worked out."""

import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from xml.etree.ElementTree import ParseError

from amicable.connectors._loading import Record
from amicable.connectors._unpacking import PASSWORD, Unreadable

BROKEN = (
    zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, IndexError, ParseError, OSError,
    EOFError, zlib.error,
)  # fmt: skip
"""What openpyxl throws at a damaged workbook."""
WHOLE = 2**53
"""Below this a float holds every whole number."""


def sheets(path: Path) -> Iterator[tuple[str, Iterator[Record]]]:
    """Name and records of each visible sheet; raises Unreadable."""
    import openpyxl  # noqa: PLC0415 (slow to import; wanted by workbooks only)

    with path.open("rb") as file:
        try:
            book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        except BROKEN:
            raise Unreadable(PASSWORD) from None
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                yield sheet.title, _records(sheet)
        book.close()


def _records(sheet: object) -> Iterator[Record]:
    sheet.reset_dimensions()  # type: ignore[attr-defined]  # what it says about its size may be a lie
    rows = sheet.iter_rows(values_only=True)  # type: ignore[attr-defined]
    try:
        for number, cells in enumerate(rows, start=1):
            texts = [_text(cell) for cell in cells]
            while texts and texts[-1] is None:
                texts.pop()
            if texts:
                yield Record(number, texts)
    except BROKEN:
        raise Unreadable(PASSWORD) from None


def _text(cell: object) -> str | None:
    """A cell as the text that a CSV export would hold."""
    match cell:
        case None | str():
            return cell
        case bool():
            return str(cell).lower()
        case float():
            return str(int(cell)) if cell.is_integer() and abs(cell) < WHOLE else repr(cell)
        case datetime() | date() | time() | timedelta():
            return _moment(cell)
    return str(cell)


def _moment(cell: date | time | timedelta) -> str:
    if isinstance(cell, timedelta):
        return _clock(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "seconds")
    return cell.isoformat()


def _clock(length: timedelta) -> str:
    minutes, seconds = divmod(round(length.total_seconds()), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
