"""amicable report: one page with the ranking, the charts and a dossier for each client named."""

import argparse
import sys
from pathlib import Path

from amicable.cli._asking import conditions
from amicable.cli._asking import review as asked
from amicable.cli._command import Command
from amicable.i18n import N_, say, spoken


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    parser.add_argument("--html", type=Path, required=True, metavar="FILE", help=say(N_("the page to write")))
    parser.add_argument(
        "--top", type=int, default=25, metavar="N", help=say(N_("at most so many dossiers (25)"))
    )
    conditions(parser)


def run(given: argparse.Namespace) -> int:
    """Write the report."""
    from amicable.cli._shown import waiting
    from amicable.decision.dossier import dossiers
    from amicable.report import page

    answer = asked(given)
    with waiting(say(N_("Writing the dossiers"))):
        written = page(
            answer, dossiers(answer, answer.order[: min(given.top, answer.named)].tolist()), language=spoken()
        )
    given.html.write_text(written, encoding="utf-8")
    sys.stdout.write(
        say(N_("Written to {file}. Open it in a browser; it prints well, too."), file=given.html) + "\n"
    )
    return 0


COMMAND = Command("report", 9, N_("write one self-contained page for the partners' meeting"), arguments, run)
