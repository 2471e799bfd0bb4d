"""amicable tick: what the application does by itself every minute, once."""

import argparse
import sys
from collections.abc import Mapping

from amicable.cli._asking import answering, folder
from amicable.cli._command import Command
from amicable.cli.commands.doctor import WRONG
from amicable.i18n import N_, say

OURS = "amicable.web."


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    answering(parser, table=False)


def run(given: argparse.Namespace) -> int:
    """Do what is due, and say how much was done."""
    from amicable.web import serving

    serving.load(folder(given))  # beside a server that may be running, whose work goes on
    serving.bring_up_to_date()
    from amicable.web.jobs.sweeper import sweep

    done = {path.removeprefix(OURS): count for path, count in sweep().items()}
    failed = None in done.values()
    if given.json:
        from amicable.cli import _shown

        _shown.as_json("amicable.tick/1", {"ok": not failed, "ran": bool(done), "done": done})
    else:
        _show(done)
    return WRONG if failed else 0


def _show(done: Mapping[str, int | None]) -> None:
    for name, count in done.items():
        shown = say(N_("failed; the log above says why")) if count is None else str(count)
        sys.stdout.write(f"{name}: {shown}\n")
    if not done:
        sys.stdout.write(say(N_("Another process is doing what is due; nothing was left to do here.")) + "\n")


COMMAND = Command("tick", 12, N_("do now what the application does by itself every minute"), arguments, run)
