"""From arguments to answers: where the ledger is, as of which day, under which criteria."""

import argparse
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from amicable.i18n import N_, say
from amicable.place import ledger_folder
from amicable.refusal import Refusal

if TYPE_CHECKING:
    from amicable.decision.criteria import Criteria
    from amicable.decision.review import Review
    from amicable.duties import Pack
    from amicable.engines.ledger import Ledger
    from amicable.evidence import Evidence, Firm


class NotADate(Refusal):
    """A day must be written as YYYY-MM-DD."""


class EmptyLedger(Refusal):
    """A question to a ledger without facts."""


def now() -> datetime:
    """The present moment; the only place where the command line reads the clock."""
    return datetime.now(UTC)


def asking(parser: argparse.ArgumentParser, *, table: bool = True) -> None:
    """Add the options of every question: as of when, under which criteria, in which form."""
    conditions(parser)
    answering(parser, table=table)


def conditions(parser: argparse.ArgumentParser) -> None:
    """Add the options that decide what the answer is: as of when, under which criteria."""
    parser.add_argument(
        "--as-of",
        metavar="YYYY-MM-DD",
        help=say(N_("what was known on that day (else: the last day with facts)")),
    )
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="SIGN.NAME=VALUE",
        help=say(N_("a parameter for this run, for example late_payment.grace_days=0")),
    )
    parser.add_argument(
        "--criteria",
        metavar="FILE",
        type=Path,
        help=say(N_("criteria in TOML (else criteria.toml in the ledger, else as shipped)")),
    )


def answering(parser: argparse.ArgumentParser, *, table: bool = True) -> None:
    """Add the options for the form of an answer."""
    parser.add_argument("--json", action="store_true", help=say(N_("answer as JSON")))
    if table:
        parser.add_argument("--csv", action="store_true", help=say(N_("answer as CSV")))


def folder(arguments: argparse.Namespace) -> Path:
    """Where the ledger is: --ledger, else AMICABLE_LEDGER, else the user's data folder."""
    given = getattr(arguments, "ledger", None)
    return Path(given).expanduser() if given else ledger_folder()


def pack_for(arguments: argparse.Namespace, firm: "Firm", *, as_of: date, kind: str = "") -> "Pack":
    """The policy pack that was asked for, else the usual one of the firm for this kind of client."""
    from amicable.duties import in_force, pack, usual

    known = in_force(folder(arguments), as_of=as_of)
    if arguments.pack:
        return pack(arguments.pack, known)
    return usual(known, country=firm.country, profession=firm.profession, kind=kind)


def ledger(arguments: argparse.Namespace) -> "Ledger":
    """The ledger, opened."""
    from amicable.engines.ledger import Ledger

    return Ledger.open(folder(arguments))


def day(arguments: argparse.Namespace) -> date | None:
    """The day asked for with --as-of."""
    if not arguments.as_of:
        return None
    try:
        return date.fromisoformat(arguments.as_of)
    except ValueError as error:
        raise NotADate(
            N_("“{text}” is not a day. Write it as year-month-day, for example 2026-09-30."),
            text=arguments.as_of,
        ) from error


def evidence(
    arguments: argparse.Namespace, *, clients: list[str] | None = None, currency: str = ""
) -> "Evidence":
    """The evidence as of the day asked for.

    With `currency`, amounts in that currency stand at face value, and all others are unknown.
    """
    from amicable.engines.duckdb import open_evidence

    opened = ledger(arguments)
    if not any(opened.rows().values()):
        raise EmptyLedger(
            N_("The ledger {folder} holds no facts yet. Import some with: amicable import PATH"),
            folder=opened.folder,
        )
    if currency:
        opened = replace(opened, firm=replace(opened.firm, currency=currency, exchange={}))
    return open_evidence(opened, as_of=day(arguments), today=now().date(), clients=clients)


def face_values(arguments: argparse.Namespace, known: "Evidence") -> "dict[str, Evidence]":
    """The evidence once for each currency that invoices are in, each at face value."""
    found = known.invoices.original_currency.fill_null(known.firm.currency).as_table().distinct().to_pyarrow()
    return {code: evidence(arguments, currency=code) for code in sorted(found.column(0).to_pylist())}


def criteria(arguments: argparse.Namespace) -> "Criteria":
    """The criteria in force: a file, or as shipped, with what --set changes."""
    from amicable.decision.criteria import Criteria, load
    from amicable.place import use

    use(folder(arguments))
    path = arguments.criteria or folder(arguments) / "criteria.toml"
    if arguments.criteria and not path.exists():
        raise EmptyLedger(N_("There is no file {path}."), path=path)
    chosen = load(path) if path.exists() else Criteria()
    return chosen.changed(arguments.set)


def review(arguments: argparse.Namespace) -> "Review":
    """The review that the arguments ask for."""
    from amicable.cli._shown import waiting
    from amicable.decision.review import review as reviewed

    chosen = criteria(arguments)
    with waiting(say(N_("Reviewing the portfolio"))):
        return reviewed(evidence(arguments), chosen)
