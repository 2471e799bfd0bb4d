"""The final account as a table that a client can check with a pocket calculator."""

import csv
import io
from collections.abc import Iterator
from decimal import Decimal

from amicable.disengagement.grids import Grid
from amicable.disengagement.settlement import Line, Settlement
from amicable.disengagement.texts import Texts
from amicable.money import Money

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes an office program calculate instead of show."""


def account(settlement: Settlement, texts: Texts) -> Grid:
    """The table; the total stands below the lines."""
    voice = texts.section("money", "column")
    rows = tuple((told, texts.shown(amount)) for told, amount in _rows(settlement, texts))
    return Grid(
        texts.voice("letter.heading.money_table"),
        (voice("line"), voice("amount")),
        rows,
        figures=True,
        total_at=len(settlement.lines) + len(settlement.taxes),
    )


def as_csv(settlement: Settlement, texts: Texts) -> str:
    """The same table with plain figures and a column for the currency; text never becomes a formula."""
    voice = texts.section("money", "column")
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\n")
    lines.writerow((voice("line"), voice("amount"), "ISO 4217"))
    for told, amount in _rows(settlement, texts):
        lines.writerow((harmless(told), amount.amount, amount.currency))
    return written.getvalue()


def harmless(text: str) -> str:
    """`text` so that an office program shows it (OWASP: CSV injection)."""
    return f"'{text}" if text.startswith(FORMULA) else text


def words(line: Line, texts: Texts) -> str:
    """What one line says."""
    shown = {name: texts.percent(value) if name == "percent" and isinstance(value, Decimal) else value for name, value in line.values.items()}  # fmt: skip
    return texts.voice(f"money.line.{line.what}", **shown)


def _rows(settlement: Settlement, texts: Texts) -> Iterator[tuple[str, Money]]:
    for line in settlement.lines:
        yield words(line, texts), line.amount
    for tax in settlement.taxes:
        yield (
            texts.voice("money.line.tax", percent=texts.percent(tax.percent / 100), base=tax.base),
            tax.amount,
        )
    total = "due" if settlement.balance > 0 else "refund" if settlement.balance < 0 else "even"
    yield texts.voice(f"money.total.{total}"), Money(abs(settlement.balance), settlement.currency)
    if settlement.held and settlement.held.minor:
        yield texts.voice("money.total.held"), settlement.held
