"""The list as a file: CSV or XLSX, without formulas that a spreadsheet would run."""

import csv
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse, StreamingHttpResponse
from openpyxl import Workbook
from openpyxl.styles import Font

from amicable.i18n import N_
from amicable.money import Money
from amicable.signs import all_signs
from amicable.web.accounts.models import Person
from amicable.web.diary.actions import write
from amicable.web.portfolio.models import Review, Standing
from amicable.web.portfolio.queries import OPEN, ROW, as_seen
from amicable.web.rendering import told

COLUMNS = {
    "rank": N_("Rank"),
    "client_id": N_("Client id"),
    "name": N_("Client"),
    "segment": N_("Segment"),
    "course": N_("Course to consider"),
    "points": N_("Points"),
    "signs": N_("Strong signs"),
    "trend": N_("Trend"),
    "revenue": N_("Revenue"),
    "margin": N_("Margin"),
    "hours": N_("Hours"),
    "margin_per_hour": N_("Margin per hour"),
}
AMOUNTS = ("revenue", "margin", "margin_per_hour")
RUNS = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins with one of these is a formula for some spreadsheets."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class _Echo:
    """Hands each written line on."""

    def write(self, line: str) -> str:
        return line


def exported(
    found: QuerySet[Standing] | None, review: Review | None, form: str, *, person: Person
) -> HttpResponse:
    """The rows of `found` in `form`, "csv" or "xlsx"; who took them is written in the diary."""
    if form not in ("csv", "xlsx") or found is None or review is None:
        raise Http404
    write(
        "portfolio.exported", by=person.email, about=f"review:{review.as_of}", form=form, rows=found.count()
    )
    table = _table(found, review.currency, person)
    name = f"clients-{review.as_of}.{form}"
    answer = _csv(table) if form == "csv" else _xlsx(table)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _table(found: QuerySet[Standing], currency: str, person: Person) -> Iterator[list[Any]]:
    yield [
        f"{told(title)} ({currency})" if name in AMOUNTS else told(title) for name, title in COLUMNS.items()
    ]
    for row in found.values(*ROW, *OPEN.values(), "client__client_id").iterator(chunk_size=2000):
        seen = as_seen(person, {**row, "client_id": row["client__client_id"]})
        yield [_cell(name, seen[name], currency) for name in COLUMNS]


def _cell(name: str, value: Any, currency: str) -> Any:  # noqa: ANN401 (text or number)
    if name == "signs":
        return "; ".join(told(all_signs()[one["sign"]].title) for one in value)
    if name in AMOUNTS and value is not None:
        return Money(value, currency).amount
    if name == "hours" and value is not None:
        return round(value, 2)
    return harmless(value) if isinstance(value, str) else value


def harmless(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(RUNS) else text


def _csv(table: Iterator[list[Any]]) -> StreamingHttpResponse:
    writer = csv.writer(_Echo())
    lines = (writer.writerow(row) for row in table)
    return StreamingHttpResponse(("\ufeff" + line if i == 0 else line for i, line in enumerate(lines)), content_type="text/csv; charset=utf-8")  # fmt: skip


def _xlsx(table: Iterator[list[Any]]) -> HttpResponse:
    book = Workbook(write_only=False)
    sheet = book.active
    for row in table:
        sheet.append(row)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "D2"
    for column, width in zip("ABCDEFGHIJKL", (6, 22, 32, 18, 18, 8, 44, 10, 14, 14, 10, 16), strict=True):
        sheet.column_dimensions[column].width = width
    written = BytesIO()
    book.save(written)
    return HttpResponse(written.getvalue(), content_type=XLSX)
