"""amicable ledger: what the ledger holds."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from amicable.cli._asking import answering, evidence
from amicable.cli._asking import ledger as opened
from amicable.cli._command import Command
from amicable.i18n import N_, say

if TYPE_CHECKING:
    from amicable.decision.holdings import Holding
    from amicable.engines.ledger import Ledger

COLUMNS = ("table", "rows", "first_on", "last_on", "clients", "sum", "hours")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    parser.add_argument(
        "--as-of",
        metavar="YYYY-MM-DD",
        help=say(N_("what was known on that day (else: the last day with facts)")),
    )
    parser.add_argument(
        "--problems",
        type=Path,
        metavar="FILE",
        help=say(N_("write every row that ever stayed out to this CSV file")),
    )
    answering(parser)


def run(given: argparse.Namespace) -> int:
    """Show tables, rows, dates, sums and problems."""
    from amicable.cli import _answers, _shown
    from amicable.cli.commands.import_ import write_problems
    from amicable.decision.holdings import holdings
    from amicable.decision.occasions import receivables

    store = opened(given)
    problems = tuple(problem for record in store.imports() for problem in record.problems())
    if given.problems:
        write_problems(problems, given.problems)
    known = evidence(given)
    found, owed, currency = holdings(known), receivables(known), known.firm.currency
    rows = [
        {
            "table": one.table,
            "rows": one.rows,
            "first_on": one.first_on and one.first_on.isoformat(),
            "last_on": one.last_on and one.last_on.isoformat(),
            "clients": one.clients,
            "sum": _answers.money(one.amount, currency),
            "hours": None if one.seconds is None else round(one.seconds / 3600, 4),
        }
        for one in found
    ]
    if given.csv:
        _shown.as_csv(rows, COLUMNS)
    elif given.json:
        answer = {
            "folder": str(store.folder),
            "as_of": known.as_of.isoformat(),
            "currency": currency,
            "tables": rows,
            "problems": len(problems),
        }
        amounts = {
            "open_amount": _answers.money(owed.open_amount, currency),
            "overdue_amount": _answers.money(owed.overdue_amount, currency),
        }
        _shown.as_json(
            "amicable.ledger/1",
            {
                **answer,
                "receivables": {"open": owed.open, "overdue": owed.overdue, **amounts},
                "imports": len(store.imports()),
            },
        )
    else:
        _show(store, found, currency, len(problems))
        if owed.open:
            words = _shown.words(currency)
            sys.stdout.write(
                say(
                    N_(
                        "Open on {day}: {count} invoices worth {amount}; overdue: {overdue} worth {overdue_amount}."
                    ),
                    day=words.day(known.as_of, "long"),
                    count=owed.open,
                    amount=words.exact(owed.open_amount),
                    overdue=owed.overdue,
                    overdue_amount=words.exact(owed.overdue_amount),
                )
                + "\n"
            )
    return 0


def _show(store: "Ledger", found: "list[Holding]", currency: str, problems: int) -> None:
    from amicable.cli._shown import console, table
    from amicable.cli._shown import words as figures

    words, screen = figures(currency), console()
    headings = ((say(N_("Table")), "left"), (say(N_("Rows")), "right"), (say(N_("From")), "left"), (say(N_("To")), "left"), (say(N_("Clients")), "right"), (say(N_("Sum in {currency}"), currency=currency), "right"), (say(N_("Hours")), "right"))  # fmt: skip
    body = (
        [
            one.table,
            words.number(one.rows),
            words.day(one.first_on),
            words.day(one.last_on),
            words.number(one.clients) if one.clients is not None else "",
            words.exact(one.amount) if one.amount is not None else "",
            words.number(one.seconds / 3600, 1) if one.seconds is not None else "",
        ]
        for one in found
        if one.rows
    )
    screen.print(table(headings, body))
    empty = [one.table for one in found if not one.rows]
    if empty:
        screen.print(say(N_("No facts yet about: {tables}."), tables=", ".join(empty)))
    screen.print(
        say(
            N_("{imports} imports, {problems} problems. Folder: {folder}"),
            imports=len(store.imports()),
            problems=problems,
            folder=store.folder,
        )
    )


COMMAND = Command(
    "ledger", 3, N_("show what the ledger holds: tables, rows, dates, sums, problems"), arguments, run
)
