"""How answers look: tables, amounts and dates as the reader writes them, JSON and CSV."""

import csv
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.table import Table

from amicable.i18n import spoken
from amicable.report.figures import Figures

AMOUNT = re.compile(r"-?\d+(\.\d+)?")
WORDS = 16
"""Width that a column of words keeps beside columns of figures."""


def words(currency: str) -> Figures:
    """How the reader's language writes figures, money in `currency`."""
    return Figures(spoken(), currency)


def console() -> Console:
    """The reader's terminal, plain where the output goes into a file; no text of a client's becomes markup."""
    return Console(highlight=False, soft_wrap=False, markup=False)


def table(columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[str]], *, title: str = "") -> Table:
    """A table; each column is its heading and "left" or "right"."""
    listed = list(rows)
    drawn = Table(
        title=title or None,
        title_justify="left",
        box=None,
        pad_edge=False,
        header_style="bold",
        show_edge=False,
    )
    for place, (heading, side) in enumerate(columns):
        figure = side == "right"  # never broken in two, not even at the blank between thousands
        width = None if figure else min(WORDS, max((len(row[place]) for row in listed), default=0))
        drawn.add_column(
            heading,
            justify="right" if figure else "left",
            no_wrap=figure,
            overflow="ellipsis" if figure else "fold",  # a figure cut short must not look whole
            min_width=width,
        )
    for row in listed:
        drawn.add_row(*row)
    return drawn


def as_json(schema: str, answer: Mapping[str, object]) -> None:
    """Print `answer` as JSON that names its schema."""
    sys.stdout.write(
        json.dumps({"schema": schema, **answer}, ensure_ascii=False, indent=1, default=str) + "\n"
    )


def as_csv(rows: Sequence[Mapping[str, object]], columns: Sequence[str]) -> None:
    """Print `rows` as CSV. A text that a spreadsheet would run as a formula is kept a text."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_harmless(row.get(column)) for column in columns] for row in rows)


def _harmless(value: object) -> object:
    """OWASP: cells beginning with = + - @ or a control character are prefixed with an apostrophe."""
    if not isinstance(value, str) or not value or value[0] not in "=+-@\t\r" or AMOUNT.fullmatch(value):
        return value
    return f"'{value}"


@contextmanager
def waiting(message: str) -> Iterator[None]:
    """Show that work is under way, on a terminal only, and only if it takes a while."""
    shown = Console(stderr=True)
    if not shown.is_terminal:
        yield
        return
    with shown.status(message):
        yield
