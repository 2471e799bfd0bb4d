"""amicable import: exports into the ledger."""

import argparse
import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from amicable.cli._asking import answering, ledger, now
from amicable.cli._command import Command
from amicable.i18n import N_, say, say_count

if TYPE_CHECKING:
    from rich.console import Console

    from amicable.evidence import Problem
    from amicable.importing import Imported, Outcome, Progress

SHOWN_PROBLEMS = 10


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    parser.add_argument(
        "paths",
        nargs="+",
        type=Path,
        metavar="PATH",
        help=say(N_("file or folder (every file in it); what it is, is recognised by its content")),
    )
    parser.add_argument(
        "--map",
        type=Path,
        metavar="FILE",
        help=say(N_("mapping in TOML for a table that is not recognised; see: amicable guess")),
    )
    parser.add_argument(
        "--source",
        default="",
        metavar="NAME",
        help=say(N_("name of the source, where two exports of one tool must be kept apart")),
    )
    parser.add_argument(
        "--date-order",
        choices=("dmy", "mdy", "ymd"),
        default="",
        help=say(N_("order of day and month, where the file does not prove it")),
    )
    parser.add_argument(
        "--decimal",
        choices=(".", ","),
        default="",
        help=say(N_("decimal mark, where the file does not prove it")),
    )
    parser.add_argument(
        "--problems",
        type=Path,
        metavar="FILE",
        help=say(N_("write the rows that stayed out to this CSV file")),
    )
    answering(parser, table=False)


def run(given: argparse.Namespace) -> int:
    """Import the files and say what entered and what stayed out."""
    from amicable.cli import _shown
    from amicable.connectors import load_mapping
    from amicable.importing import Asked, import_files

    mapping = load_mapping(given.map) if given.map else None
    asked = Asked(mapping, given.source, given.date_order, given.decimal)
    with progress() as moved:
        done = import_files(
            ledger(given), given.paths, at=now(), asked=asked, waiting=_waiting, progress=moved
        )
    if given.problems:
        write_problems(done.problems, given.problems)
    if given.json:
        _shown.as_json("amicable.import/1", _answer(done))
    else:
        show(done, given.problems)
    return code(done)


def code(done: "Imported") -> int:
    """0 all well, 1 some rows stayed out, 3 nothing could be read."""
    if not any(outcome.read for outcome in done.outcomes):
        return 3
    return 1 if done.problems else 0


@contextmanager
def progress() -> "Iterator[Progress | None]":
    """A bar on a terminal; nothing in a file."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

    screen = Console(stderr=True)
    if not screen.is_terminal:
        yield None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Progress(*columns, console=screen, transient=True) as bar:
        task = bar.add_task("", total=1)

        def moved(name: str, share: float) -> None:
            bar.update(task, description=name, completed=share)

        yield moved


def _waiting() -> None:
    import sys

    sys.stderr.write(say(N_("Another import is under way; this one begins when it has ended.")) + "\n")


def show(done: "Imported", listed: Path | None) -> None:
    """Print what an import did, for a reader."""
    from amicable.cli._shown import console

    screen = console()
    for outcome in done.outcomes:
        _outcome(outcome, screen)
    _links(done, screen)
    if done.currency:
        chosen = say(
            N_("Amounts are reported in {currency}; change that with: amicable firm currency=EUR"),
            currency=done.currency,
        )
        screen.print(chosen)
    _problems(done.problems, screen, listed)


def _outcome(outcome: "Outcome", screen: "Console") -> None:
    name = Path(outcome.file).name
    if not outcome.read:
        screen.print(say(N_("{file}: nothing could be read"), file=name))
        return
    kind = f"{outcome.source} {outcome.sheet}".strip()
    screen.print(
        say_count(
            "{file}: {count} row of {kind}",
            "{file}: {count} rows of {kind}",
            outcome.read,
            file=name,
            kind=kind,
        ),
        markup=False,
    )
    for line in _details(outcome):
        screen.print(f"  {line}")


def _details(outcome: "Outcome") -> Iterator[str]:
    if outcome.seen:
        yield say(N_("imported before: nothing changes"))
    for table in (name for name, written in outcome.entered.items() if sum(vars(written).values())):
        yield f"{table}: {_written(outcome, table)}"
    for one in outcome.left_out:
        reason = say(one.reason, **one.values)
        yield say_count(
            "{count} row left out: {reason}", "{count} rows left out: {reason}", one.rows, reason=reason
        )
    if outcome.folded:
        yield say_count(
            "{count} row tells more about a row that entered",
            "{count} rows tell more about a row that entered",
            outcome.folded,
        )
    if outcome.kept_out:
        yield say_count(
            "{count} row stayed out because something is wrong with it",
            "{count} rows stayed out because something is wrong with them",
            outcome.kept_out,
        )
    for doubt in outcome.doubts:
        yield f"? {doubt.column + ': ' if doubt.column else ''}{doubt.sentence}"


def _written(outcome: "Outcome", table: str) -> str:
    w = outcome.entered[table]
    parts = (
        (w.new, say_count("{count} new", "{count} new", w.new)),
        (w.corrected, say_count("{count} corrected", "{count} corrected", w.corrected)),
        (w.unchanged, say_count("{count} unchanged", "{count} unchanged", w.unchanged)),
        (w.repeated, say_count("{count} repeated", "{count} repeated", w.repeated)),
    )
    return ", ".join(words for count, words in parts if count) or "0"


def _links(done: "Imported", screen: "Console") -> None:
    if done.links:
        screen.print(
            say_count(
                "{count} id was recognised as a client known from another file; see and undo with: amicable same",
                "{count} ids were recognised as clients known from another file; see and undo with: amicable same",
                len(done.links),
            )
        )


def _problems(problems: "tuple[Problem, ...]", screen: "Console", listed: Path | None) -> None:
    for one in problems[:SHOWN_PROBLEMS]:
        screen.print(f"! {one}")
    rest = len(problems) - SHOWN_PROBLEMS
    if rest > 0:
        screen.print(
            say(
                N_("… and {count} more problems: write all of them to a file with --problems FILE"),
                count=rest,
            )
        )
    if listed:
        screen.print(say(N_("All problems are listed in {file}."), file=listed))


def write_problems(problems: "tuple[Problem, ...]", path: Path) -> None:
    """Write the list of problems as CSV."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["file", "line", "column", "problem", "rows"])
        writer.writerows([one.file, one.line or "", one.column, one.sentence, one.rows] for one in problems)


def _answer(done: "Imported") -> dict[str, object]:
    return {
        "files": [
            {
                "file": one.file,
                "source": one.source,
                "sheet": one.sheet,
                "imported_before": one.seen,
                "read": one.read,
                "entered": {table: vars(written) for table, written in one.entered.items()},
                "left_out": [
                    {"reason": say(left.reason, **left.values), "rows": left.rows} for left in one.left_out
                ],
                "folded": one.folded,
                "kept_out": one.kept_out,
                "doubts": [str(doubt) for doubt in one.doubts],
                "problems": [
                    {
                        "file": p.file,
                        "line": p.line,
                        "column": p.column,
                        "sentence": p.sentence,
                        "rows": p.rows,
                    }
                    for p in one.problems
                ],
            }
            for one in done.outcomes
        ],
        "same_client": [vars(link) for link in done.links],
        "currency_settled": done.currency or None,
    }


COMMAND = Command("import", 1, N_("read exports into the ledger"), arguments, run)
