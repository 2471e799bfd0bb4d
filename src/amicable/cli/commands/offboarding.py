"""amicable offboarding: what is still to be done for the clients who leave, by whom, until when."""

import argparse
import sys
from collections.abc import Mapping
from datetime import date
from typing import Any

from amicable.cli._asking import answering, folder
from amicable.cli._command import Command
from amicable.i18n import N_, say, say_count, spoken


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    parser.add_argument(
        "which",
        nargs="?",
        metavar="CLIENT|CASE",
        help=say(N_("a client's id or name, or the number of a case (else: all that are under way)")),
    )
    answering(parser, table=False)


def run(given: argparse.Namespace) -> int:
    """Show one offboarding with its tasks, or list all."""
    from amicable.web import serving

    serving.load(folder(given))  # beside a server that may be running, whose work goes on
    serving.bring_up_to_date()
    from django.utils import timezone, translation

    today = timezone.localdate()
    with translation.override(spoken()):
        return _show(given, today) if given.which else _list(given, today)


def _list(given: argparse.Namespace, today: date) -> int:
    from amicable.cli import _shown
    from amicable.cli._closings import closings
    from amicable.web.closing.offboarding.answers import brief

    found = closings().exclude(case__state="erased").prefetch_related("tasks")
    rows = [brief(one, today) for one in found]
    if given.json:
        _shown.as_json("amicable.offboardings/1", {"as_of": today, "offboardings": rows})
        return 0
    figures = _shown.words("XXX")
    columns = [
        (say(N_("Case")), "right"),
        (say(N_("Client")), "left"),
        (say(N_("Last day")), "right"),
        (say(N_("Open tasks")), "right"),
        (say(N_("Overdue")), "right"),
        (say(N_("Led by")), "left"),
    ]
    lines = [
        [str(one["case"]), one["name"], figures.day(one["end_on"]), str(one["tasks_open"]), str(one["tasks_overdue"]), one["led_by"]]
        for one in rows
    ]  # fmt: skip
    _shown.console().print(_shown.table(columns, lines))
    return 0


def _show(given: argparse.Namespace, today: date) -> int:
    from amicable.cli import _shown
    from amicable.cli._closings import closing_of
    from amicable.web.closing.offboarding.answers import whole

    found = whole(closing_of(given.which), today)
    if given.json:
        _shown.as_json("amicable.offboarding/1", {"as_of": today, **found})
        return 0
    _say(found)
    figures = _shown.words("XXX")
    columns = [
        (say(N_("Due")), "right"),
        (say(N_("Task")), "left"),
        (say(N_("Who")), "left"),
        (say(N_("State")), "left"),
    ]
    lines = [[figures.day(one["due_on"]), one["title"], one["person"], _state(one)] for one in found["tasks"]]
    _shown.console().print(_shown.table(columns, lines))
    return 0


def _say(found: Mapping[str, Any]) -> None:
    from amicable.cli import _shown
    from amicable.decision.path import STATES

    day = _shown.words("XXX").day
    sys.stdout.write(f"{found['case']}  {found['name']}: {say(STATES[found['state']])}\n")
    days = N_("Told on {told_on}; the last day of service is {end_on}; the last records may be erased from {erase_on} on.")  # fmt: skip
    sys.stdout.write(say(days, **{name: day(found[name]) for name in ("told_on", "end_on", "erase_on")}) + "\n")  # fmt: skip
    if found["on_hold"]:
        sys.stdout.write(say(N_("Nothing is erased: the records are on hold.")) + "\n")
    still = say_count("{count} task is open.", "{count} tasks are open.", found["tasks_open"])
    late = say_count("{count} of them is overdue.", "{count} of them are overdue.", found["tasks_overdue"])
    sys.stdout.write(f"{still} {late}\n")


def _state(one: Mapping[str, Any]) -> str:
    from amicable.web.closing.offboarding.page import STATUS

    sentence = STATUS[one["status"]]
    return say(sentence)


COMMAND = Command(
    "offboarding", 12, N_("show what is still to be done for clients who leave, by whom, until when"), arguments, run
)  # fmt: skip
