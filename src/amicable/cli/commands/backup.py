"""amicable backup: everything into one file."""

import argparse
import sys
from datetime import datetime
from pathlib import Path

from amicable.cli._asking import folder, now
from amicable.cli._command import Command
from amicable.i18n import N_, say, say_count
from amicable.refusal import Refusal


class NoFolder(Refusal):
    """Older backups are looked for in a folder."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    parser.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help=say(N_("file to write, name.tar.zst or name.tar.gz; or a folder, in which it gets a name")),
    )
    parser.add_argument(
        "--keep-daily",
        type=int,
        metavar="N",
        help=say(N_("afterwards keep the newest backup of each of the last N days in the folder")),
    )
    parser.add_argument(
        "--keep-weekly",
        type=int,
        metavar="N",
        help=say(
            N_(
                "and of each of the last N weeks; other backups in the folder are removed, other files are not"
            )
        ),
    )


def run(given: argparse.Namespace) -> int:
    """Write the backup, while the application may go on working; then remove older ones that are not wanted."""
    target, at = given.file.expanduser().absolute(), now()
    if target.is_dir():
        from amicable.web.keeping import name_of

        _write(given, target / name_of(at), at)
        _remove(given, target)
    elif given.keep_daily is not None or given.keep_weekly is not None:
        raise NoFolder(
            N_("{path} is no folder. Name the folder of the backups, so that older ones can be looked through."),
            path=target,
        )  # fmt: skip
    else:
        _write(given, target, at)
    return 0


def _write(given: argparse.Namespace, target: Path, at: datetime) -> None:
    import os

    from amicable.cli._shown import waiting
    from amicable.web.backup import back_up
    from amicable.web.deployment import deployment

    here = deployment({**os.environ, "AMICABLE_LEDGER": str(folder(given))})
    with waiting(say(N_("Writing the backup"))):
        count = back_up(here, target, at=at)
    written = say_count(
        "{count} file is in {path}, with the ledger, the database and the secret. Keep it as safe as the records.",
        "{count} files are in {path}, with the ledger, the database and the secret. Keep it as safe as the records.",
        count,
        path=target,
    )
    sys.stdout.write(f"{written}\n")


def _remove(given: argparse.Namespace, place: Path) -> None:
    """Nothing, unless it was asked for."""
    from amicable.web.keeping import keep

    if given.keep_daily is None and given.keep_weekly is None:
        return
    for path in keep(place, daily=given.keep_daily or 0, weekly=given.keep_weekly or 0):
        sys.stdout.write(say(N_("Removed, as it is older than what is kept: {path}"), path=path) + "\n")


COMMAND = Command("backup", 10, N_("write ledger, database and files into one file"), arguments, run)
