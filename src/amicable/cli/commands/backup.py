"""amicable backup: everything into one file."""

import argparse
import sys
from pathlib import Path

from amicable.cli._asking import folder, now
from amicable.cli._command import Command
from amicable.i18n import N_, say, say_count


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    parser.add_argument(
        "file", type=Path, metavar="FILE", help=say(N_("file to write, name.tar.zst or name.tar.gz"))
    )


def run(given: argparse.Namespace) -> int:
    """Write the backup, while the application may go on working."""
    import os

    from amicable.cli._shown import waiting
    from amicable.web.backup import back_up
    from amicable.web.deployment import deployment

    here = deployment({**os.environ, "AMICABLE_LEDGER": str(folder(given))})
    target = given.file.expanduser().absolute()
    with waiting(say(N_("Writing the backup"))):
        count = back_up(here, target, at=now())
    written = say_count(
        "{count} file is in {path}, with the ledger, the database and the secret. Keep it as safe as the records.",
        "{count} files are in {path}, with the ledger, the database and the secret. Keep it as safe as the records.",
        count,
        path=target,
    )
    sys.stdout.write(f"{written}\n")
    return 0


COMMAND = Command("backup", 10, N_("write ledger, database and files into one file"), arguments, run)
