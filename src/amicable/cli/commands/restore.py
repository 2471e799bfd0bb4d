"""amicable restore: a backup into an empty place."""

import argparse
import sys
from pathlib import Path

from amicable.cli._asking import folder
from amicable.cli._command import Command
from amicable.i18n import N_, say


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    parser.add_argument("file", type=Path, metavar="FILE", help=say(N_("backup to restore")))


def run(given: argparse.Namespace) -> int:
    """Restore the backup, and say what came back."""
    from amicable.cli._shown import waiting, words
    from amicable.web.backup import restore

    ledger = folder(given).absolute()
    with waiting(say(N_("Restoring"))):
        done = restore(given.file.expanduser(), ledger)
    figures = words("XXX")
    sentence = N_(
        "Restored into {folder}, as it was at {moment} (UTC): {rows} rows of evidence; the diary holds with {entries} entries."
    )
    sys.stdout.write(
        say(
            sentence,
            folder=ledger,
            moment=f"{done.made_at:%Y-%m-%d %H:%M}",
            rows=figures.number(done.rows),
            entries=figures.number(done.entries),
        )
        + "\n"
    )
    return 0


COMMAND = Command("restore", 11, N_("restore a backup into an empty folder"), arguments, run)
