"""amicable tick: what the application does by itself every minute, once."""

import argparse
import sys

from amicable.cli._asking import folder
from amicable.cli._command import Command
from amicable.cli.commands.doctor import WRONG
from amicable.i18n import N_, say


def arguments(_parser: argparse.ArgumentParser) -> None:
    """It has no options of its own."""


def run(given: argparse.Namespace) -> int:
    """Do what is due, and say how much was done."""
    from amicable.web import serving

    serving.load(folder(given))  # beside a server that may be running, whose work goes on
    serving.bring_up_to_date()
    from amicable.web.work.sweeper import sweep

    done = sweep()
    for path, count in done.items():
        name = path.rpartition(".")[2]
        shown = say(N_("failed; the log above says why")) if count is None else str(count)
        sys.stdout.write(f"{name}: {shown}\n")
    return WRONG if None in done.values() else 0


COMMAND = Command("tick", 12, N_("do now what the application does by itself every minute"), arguments, run)
