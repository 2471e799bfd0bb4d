"""amicable ledger: what the ledger holds."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from amicable.cli._asking import answering, evidence, face_values
from amicable.cli._asking import ledger as opened
from amicable.cli._command import Command
from amicable.cli.commands.occasions import owed_sentence
from amicable.i18n import N_, say, say_count

if TYPE_CHECKING:
    from amicable.decision.holdings import Holding
    from amicable.engines.ledger import Ledger
    from amicable.report.figures import Figures

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
    from amicable.cli import _shown
    from amicable.cli.commands.import_ import write_problems
    from amicable.decision.holdings import holdings
    from amicable.decision.occasions import receivables
    from amicable.report import answers

    store = opened(given)
    problems = tuple(problem for record in store.imports() for problem in record.problems())
    if given.problems:
        write_problems(problems, given.problems)
    known = evidence(given)
    found, currency = holdings(known), known.firm.currency
    if given.csv:
        _shown.as_csv([answers.holding(one, currency) for one in found], COLUMNS)
        return 0
    owing = [(receivables(one), code) for code, one in face_values(given, known).items()]
    if given.json:
        answer = {
            "folder": str(store.folder),
            "as_of": known.as_of.isoformat(),
            "currency": currency,
            "tables": [answers.holding(one, currency) for one in found],
            "receivables": answers.receivables(owing),
            "imports": len(store.imports()),
            "problems": len(problems),
        }
        _shown.as_json("amicable.ledger/1", answer)
        return 0
    _show(store, found, currency, len(problems))
    unknown = [code for _, code in owing if code != currency and code not in known.firm.exchange]
    if unknown:
        hint = N_(
            "No exchange rate is known for {currencies}, so these amounts are in no sum. "
            "Give one, for example: amicable firm exchange='{example}'"
        )
        example = f"{{{unknown[0]} = 1.1}}"
        _shown.console().print(say(hint, currencies=", ".join(unknown), example=example))
    if any(owed.open for owed, _ in owing):
        _shown.console().print(owed_sentence(owing, known.as_of, _shown.words(currency)))
    return 0


def _show(store: "Ledger", held: "list[Holding]", currency: str, problems: int) -> None:
    from amicable.cli._shown import console, table
    from amicable.cli._shown import words as figures

    words, screen = figures(currency), console()
    headings = (
        (say(N_("Table")), "left"),
        (say(N_("Rows")), "right"),
        (say(N_("From")), "left"),
        (say(N_("To")), "left"),
        (say(N_("Clients")), "right"),
        (say(N_("Sum in {currency}"), currency=currency), "right"),
        (say(N_("Hours")), "right"),
    )
    body = (_row(one, words) for one in held if one.rows)
    screen.print(table(headings, body))
    empty = [one.table for one in held if not one.rows]
    if empty:
        screen.print(say(N_("No facts yet about: {tables}."), tables=", ".join(empty)))
    imports = say_count("{count} import", "{count} imports", len(store.imports()))
    found = say_count("{count} problem", "{count} problems", problems)
    screen.print(f"{imports} · {found} · {store.folder}")


def _row(one: "Holding", words: "Figures") -> list[str]:
    return [
        one.table,
        words.number(one.rows),
        words.day(one.first_on),
        words.day(one.last_on),
        "" if one.clients is None else words.number(one.clients),
        "" if one.amount is None else words.exact(one.amount),
        "" if one.seconds is None else words.number(one.seconds / 3600, 1),
    ]


COMMAND = Command(
    "ledger", 3, N_("show what the ledger holds: tables, rows, dates, sums, problems"), arguments, run
)
