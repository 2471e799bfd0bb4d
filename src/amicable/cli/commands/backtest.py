"""amicable backtest: what the outlook would have told month by month, and what came of it."""

import argparse
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from amicable.cli._asking import NotADate, answering, criteria, evidence, ledger, now
from amicable.cli._command import Command
from amicable.i18n import N_, say, say_count

if TYPE_CHECKING:
    from amicable.decision.outlook import Backtest, SignTest

YEARS = 1
"""Years looked back without --from."""
BASELINE_WORDS = {
    "base_rate": N_("how often it went away among all"),
    "own_rate": N_("how often it went away with the client"),
    "same_as_now": N_("that all stays as it is"),
}
"""The trivial baselines, as what a reader would say: "better than assuming ..."."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    parser.add_argument(
        "--from",
        dest="first",
        metavar="YYYY-MM-DD",
        help=say(N_("first day of a forecast (a year before --to)")),
    )
    parser.add_argument(
        "--to",
        dest="last",
        metavar="YYYY-MM-DD",
        help=say(N_("day by which forecasts are judged (the last day with facts)")),
    )
    parser.add_argument("--set", action="append", default=[], metavar="SIGN.NAME=VALUE", help=say(N_("a parameter for this run, for example late_payment.grace_days=0")))  # fmt: skip
    parser.add_argument("--criteria", metavar="FILE", help=say(N_("criteria in TOML (else criteria.toml in the ledger, else as shipped)")))  # fmt: skip
    answering(parser, table=False)


def run(given: argparse.Namespace) -> int:
    """Judge the forecasts of a period by what came."""
    from amicable.cli import _shown
    from amicable.decision.outlook import backtest
    from amicable.engines.duckdb import open_evidence
    from amicable.report import outlooks

    given.as_of = given.last
    last = _day(given.last) or evidence(given).as_of
    first = _day(given.first) or last.replace(year=last.year - YEARS, day=min(last.day, 28))
    opened = partial(open_evidence, ledger(given), today=now().date())
    with _shown.waiting(say(N_("Forecasting the past, month by month"))):
        found = backtest(lambda day: opened(as_of=day), criteria(given), first, last)
    if given.json:
        _shown.as_json("amicable.backtest/1", outlooks.backtest(found))
    else:
        _show(found)
    return 0


def _day(text: str | None) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise NotADate(
            N_("“{text}” is not a day. Write it as year-month-day, for example 2026-09-30."), text=text
        ) from error


def _show(found: "Backtest") -> None:
    from amicable.cli._shown import console, table, words
    from amicable.signs import all_signs

    screen, figures = console(), words("")
    screen.print(
        say(
            N_("Forecasts from {first} on, judged by what was known on {last}."),
            first=figures.day(found.first, "long"),
            last=figures.day(found.last, "long"),
        )
    )
    headings = (
        (say(N_("Sign")), "left"),
        (say(N_("Months")), "right"),
        (say(N_("Forecasts")), "right"),
        (say(N_("Gone")), "right"),
        (say(N_("Error")), "right"),
        (say(N_("Simple rule")), "right"),
        (say(N_("Off by")), "right"),
    )
    rows = [
        [
            say(all_signs()[one.sign].title),
            figures.number(one.horizon),
            figures.number(one.forecasts),
            figures.percent(one.gone),
            figures.number(one.brier["shown"], 3),
            figures.number(one.brier[one.best], 3),
            figures.percent(one.calibration_error),
        ]
        for one in found.tests
    ]
    screen.print(table(headings, rows))
    screen.print(
        say(
            N_(
                "Error: mean squared distance from what came, 0 is perfect (Brier). Off by: how far told and come lie apart on average."
            )
        )
    )
    for one in (one for one in found.tests if one.enough):
        screen.print(_verdict(one, say(all_signs()[one.sign].title)), style="dim")
    if few := sum(not one.enough for one in found.tests):
        told = say_count(
            "{count} row has too few forecasts to tell how good they are.",
            "{count} rows have too few forecasts to tell how good they are.",
            few,
        )
        screen.print(told, style="dim")


def _verdict(one: "SignTest", title: str) -> str:
    values = {"sign": title, "months": one.horizon}
    told = (
        N_("{sign}, {months} months ahead: the forecasts were no worse than assuming {rule}.")
        if one.holds
        else N_("{sign}, {months} months ahead: assuming {rule} would have been nearer to what came.")
    )
    return say(told, rule=say(BASELINE_WORDS[one.best]), **values)


COMMAND = Command(
    "backtest",
    7,
    N_("judge the outlook by the past: what it would have told, and what came"),
    arguments,
    run,
)
