"""amicable guess: propose a mapping for a table that is not recognised."""

import argparse
import sys
from pathlib import Path

from amicable.cli._asking import answering, ledger
from amicable.cli._command import Command
from amicable.i18n import N_, say


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    parser.add_argument("file", type=Path, metavar="FILE", help=say(N_("the table")))
    parser.add_argument("--out", type=Path, metavar="FILE", help=say(N_("write the mapping to this file")))
    answering(parser, table=False)


def run(given: argparse.Namespace) -> int:
    """Propose a mapping, and say what is doubtful about it."""
    from amicable.cli._shown import as_json
    from amicable.connectors import guess

    proposal = guess(given.file, ledger(given).firm)
    if given.out:
        given.out.write_text(proposal.toml, encoding="utf-8")
    if given.json:
        as_json(
            "amicable.guess/1", {"toml": proposal.toml, "doubts": [str(doubt) for doubt in proposal.doubts]}
        )
        return 0
    for doubt in proposal.doubts:
        sys.stderr.write(f"? {doubt}\n")
    if given.out:
        sys.stderr.write(
            say(
                N_("Written to {file}. Read it, correct it, then: amicable import {table} --map {file}"),
                file=given.out,
                table=given.file,
            )
            + "\n"
        )
    else:
        sys.stdout.write(proposal.toml)
    return 0


COMMAND = Command("guess", 2, N_("propose a mapping for a table that is not recognised"), arguments, run)
