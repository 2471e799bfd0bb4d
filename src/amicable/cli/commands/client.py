"""amicable client: the dossier of one client."""

import argparse
from typing import TYPE_CHECKING

from amicable.cli._asking import asking, evidence
from amicable.cli._asking import review as asked
from amicable.cli._command import Command
from amicable.cli.commands.review import COURSES
from amicable.i18n import N_, say, say_count

if TYPE_CHECKING:
    from rich.console import Console

    from amicable.decision.dossier import Dossier
    from amicable.decision.findings import Finding
    from amicable.decision.outlook import SignOutlook
    from amicable.report.figures import Figures

ASIDE = {
    "chance": N_("strong, but mostly chance on this ledger: not counted"),
    "profitable": N_("strong, but the client pays well for its hours: not counted"),
    "ours": N_("our own fault: shown to us, never counted against the client"),
    "expired": N_("strong once, but not seen for long: not counted"),
}
TRENDS = {
    "rising": N_("{sign}: rising since {day}, {before} before and {after} after"),
    "falling": N_("{sign}: falling since {day}, {before} before and {after} after"),
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    parser.add_argument(
        "client", metavar="CLIENT", help=say(N_("the client's id or name; a part of the name will do"))
    )
    asking(parser, table=False)
    parser.add_argument(
        "--situations",
        type=int,
        default=15,
        metavar="N",
        help=say(N_("how many documented situations to list (15; with --json 200)")),
    )


def run(given: argparse.Namespace) -> int:
    """Show the dossier of one client."""
    from amicable.cli import _shown
    from amicable.decision.dossier import dossier, find
    from amicable.decision.outlook import outlook
    from amicable.report import answers

    answer = asked(given)
    position = find(answer, given.client)
    client_id = answer.portfolio.client_id[position].as_py()
    found = dossier(answer, position, own=evidence(given, clients=[client_id]))
    if given.json:
        _shown.as_json("amicable.client/1", answers.dossier(found))
        return 0
    with _shown.waiting(say(N_("Learning from the months so far"))):
        ahead = outlook(answer, position)
    show(found, given.situations, ahead)
    return 0


def show(found: "Dossier", most: int, ahead: "tuple[SignOutlook, ...]" = ()) -> None:
    """Print a dossier for a reader; `ahead`: what becomes of its signs."""
    from amicable.cli._shown import console
    from amicable.cli._shown import words as figures

    words, screen = figures(found.review.facts.evidence.firm.currency), console()
    _heading(found, words, screen)
    _account(found, words, screen)
    _findings(found, words, screen)
    _ahead(found, ahead, screen)
    _situations(found, words, screen, most)
    if found.doubts:
        screen.print()
        screen.print(say(N_("Before you speak to the client, rule out:")), style="bold")
        for reason in found.doubts:
            screen.print(f"  · {say(reason)}")


def _heading(found: "Dossier", words: "Figures", screen: "Console") -> None:
    client = found.client
    screen.print(client.name, style="bold")
    since = say(N_("client since {day}"), day=words.day(client.since_on)) if client.since_on else ""
    screen.print(" · ".join(part for part in (client.client_id, client.segment, since) if part), style="dim")
    screen.print(_verdict(found, words))
    screen.print()


def _verdict(found: "Dossier", words: "Figures") -> str:
    client = found.client
    money = {"revenue": words.money(client.revenue, unit=True), "hours": words.number(client.hours or 0)}
    if client.margin is None:
        worth = say(
            N_(
                "Revenue of the last four closed quarters: {revenue}, for {hours} hours. Not all costs are known, so the margin is unknown."
            ),
            **money,
        )
    else:
        worth = say(
            N_(
                "Revenue of the last four closed quarters: {revenue}, for {hours} hours; margin after the cost to serve: {margin}."
            ),
            margin=words.money(client.margin, unit=True),
            **money,
        )
    place = say(
        N_("Number {rank} of {clients} in the ranking as of {day}; course to consider: {course}."),
        rank=client.rank,
        clients=found.peers + 1,
        day=words.day(found.review.as_of, "long"),
        course=say(COURSES[client.course]),
    )
    return f"{worth}\n{place}"


def _account(found: "Dossier", words: "Figures", screen: "Console") -> None:
    """Every line of the account of the last four closed quarters, unknown ones with the reason."""
    from amicable.cli._shown import table
    from amicable.decision.features import year_of_lines
    from amicable.report import accounts

    year = {name: float(each[found.place]) for name, each in year_of_lines(found.review).items()}
    lines = [one for one in accounts.steps(year, found.unknown_lines, words) if one.amount or one.why]
    if not lines:
        return
    headings = ((say(N_("Where the money goes")), "left"), (say(N_("In a year")), "right"), ("", "left"))
    screen.print(
        table(headings, [[one.title, words.money(one.amount, unit=False), one.why] for one in lines])
    )
    screen.print()


def _ahead(found: "Dossier", ahead: "tuple[SignOutlook, ...]", screen: "Console") -> None:
    """What becomes of the signs that count, in words."""
    from amicable.cli.commands.outlook import tell

    strong = {one.sign.name for one in found.client.findings if one.counts}
    wanted = [one for one in ahead if one.sign.name in strong]
    if wanted:
        screen.print()
        screen.print(say(N_("Will it change by itself?")), style="bold")
    for one in wanted:
        tell(one, screen)


def _findings(found: "Dossier", words: "Figures", screen: "Console") -> None:
    from amicable.cli._shown import table
    from amicable.signs import all_signs

    headings = (
        (say(N_("Sign")), "left"),
        (say(N_("Seen")), "right"),
        (say(N_("This client")), "right"),
        (say(N_("Peers")), "right"),
        (say(N_("Likely between")), "right"),
        (say(N_("Sure")), "right"),
    )
    screen.print(table(headings, (_finding(one, words) for one in found.client.findings)))
    for one in found.client.findings:
        if one.aside:
            screen.print(f"{say(one.sign.title)}: {say(ASIDE[one.aside])}", style="dim")
        if one.trend.direction in TRENDS:
            screen.print(_trend(one, words))
    if found.review.no_evidence:
        screen.print(
            say(
                N_("No evidence, so nothing is said, for: {signs}."),
                signs=", ".join(say(all_signs()[name].title) for name in found.review.no_evidence),
            ),
            style="dim",
        )


def _finding(one: "Finding", words: "Figures") -> list[str]:
    sign = one.sign
    seen = (
        say_count("{count} quarter", "{count} quarters", one.observations)
        if str(sign.model) == "ratio"
        else f"{words.count(one.events)} / {words.count(one.exposure)}"
    )
    mark = "● " if one.counts else "○ "
    between = f"{words.rate(sign, one.low)} – {words.rate(sign, one.high)}"
    return [
        mark + say(sign.title),
        seen,
        words.rate(sign, one.rate),
        words.rate(sign, one.peer_rate),
        between,
        words.percent(one.strength),
    ]


def _trend(one: "Finding", words: "Figures") -> str:
    return say(
        TRENDS[one.trend.direction],
        sign=say(one.sign.title),
        day=words.day(one.trend.changed_on),
        before=words.rate(one.sign, one.trend.before or 0),
        after=words.rate(one.sign, one.trend.after or 0),
    )


def _situations(found: "Dossier", words: "Figures", screen: "Console", most: int) -> None:
    counted = {one.sign.name for one in found.client.findings if one.counts}
    first = sorted(found.situations, key=lambda one: one.sign.name not in counted)[:most]
    if not first:
        return
    screen.print()
    screen.print(say(N_("Documented situations")), style="bold")
    for one in sorted(first, key=lambda one: one.happened_on, reverse=True):
        sentence = one.sentence(
            shown_date=words.day(one.happened_on),
            shown_money=words.money(one.value, unit=True),
            shown_number=words.number(one.amount, 1),
        )
        screen.print(f"  {sentence}", end="  ")
        screen.print(one.place, style="dim")
    rest = len(found.situations) - len(first)
    if rest > 0:
        screen.print(
            say_count("… and {count} more: --situations N", "… and {count} more: --situations N", rest),
            style="dim",
        )


COMMAND = Command(
    "client",
    5,
    N_("show everything known about one client, down to the documented situations"),
    arguments,
    run,
)
