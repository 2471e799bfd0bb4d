"""amicable course: rival options for one client, or what the whole portfolio suggests."""

import argparse
from functools import cache, partial
from typing import TYPE_CHECKING

from amicable.cli._asking import asking, now, pack_for
from amicable.cli._asking import review as asked
from amicable.cli._command import Command
from amicable.i18n import N_, say, spoken

if TYPE_CHECKING:
    from rich.console import Console

    from amicable.decision.circumstances import Circumstances
    from amicable.decision.course import Course, Delight, Endings, Option, Range, Relationship
    from amicable.decision.gates import GateStanding
    from amicable.decision.review import Review
    from amicable.duties import Pack
    from amicable.report.figures import Figures

STATES = {
    "ask": N_("to be answered"),
    "blocks": N_("blocks"),
    "cooling": N_("waiting"),
    "overridden": N_("passed with a reason"),
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    parser.add_argument("client", nargs="?", default="", metavar="CLIENT", help=say(N_("the client's id or name; without it, the whole portfolio")))  # fmt: skip
    asking(parser, table=False)
    parser.add_argument("--pack", default="", metavar="NAME", help=say(N_("policy pack (else the one that fits the firm's country and profession)")))  # fmt: skip
    parser.add_argument(
        "--most", type=int, default=20, metavar="N", help=say(N_("how many clients to look at (20)"))
    )
    parser.add_argument("--new-clients", type=int, default=0, metavar="N", help=say(N_("clients near the ideal for whom hours are to be freed")))  # fmt: skip

    parser.add_argument(
        "--quick", action="store_true", help=say(N_("leave out the outlook, which takes a while"))
    )


def run(given: argparse.Namespace) -> int:
    """Show the course of one client, or of the portfolio."""
    answer = asked(given)
    if given.client:
        _one(answer, given)
    else:
        _all(answer, given)
    return 0


def _looked(
    answer: "Review", positions: "list[int]", given: argparse.Namespace
) -> "list[tuple[Relationship, Course, Circumstances, tuple[GateStanding, ...]]]":
    from amicable.decision.circumstances import circumstances_of
    from amicable.decision.course import carrying, course, likely, relationship
    from amicable.decision.gates import standing
    from amicable.decision.outlook import outlooks

    ahead = {} if given.quick else outlooks(answer, positions)
    pack_of = cache(partial(_pack, given, answer))
    found = []
    told = circumstances_of(answer, positions)
    for position, candidate, here in zip(positions, answer.candidates(positions), told, strict=True):
        pack = pack_of(here.kind)
        own = here.under(pack)
        # whoever has the ledger reads all of it, here as in `amicable review`
        client = relationship(answer, position, own, client=candidate, pack=pack, confidential=True)
        alone, with_remedy = likely(ahead.get(position, ()), carrying(client))
        found.append((client, course(client, alone=alone, with_remedy=with_remedy), own, standing(own)))
    return found


def _pack(given: argparse.Namespace, answer: "Review", kind: str) -> "Pack":
    return pack_for(given, answer.facts.evidence.firm, as_of=now().date(), kind=kind)


def _one(answer: "Review", given: argparse.Namespace) -> None:
    from amicable.cli import _shown
    from amicable.decision.dossier import find
    from amicable.report import deciding

    client, found, own, gates = _looked(answer, [find(answer, given.client)], given)[0]
    if given.json:
        _shown.as_json("amicable.course/1", deciding.course(client, found, gates, own.pack_name, spoken()))
        return
    screen, words = _shown.console(), _shown.words(client.currency)
    _heading(client, found, screen)
    screen.print()
    _options(found, words, screen)
    _gates(gates, screen)


def _heading(client: "Relationship", found: "Course", screen: "Console") -> None:
    from amicable.decision.course import KINDS, title_of

    screen.print(client.name, style="bold")
    best = f": {say(title_of(found.best))}" if found.kind == "repair" else ""
    screen.print(f"{say(KINDS[found.kind])}{best}", style="bold")
    for told in found.because:
        screen.print(f"  {told.said(spoken())}")
    for told in found.warnings:
        screen.print(f"  ! {told.said(spoken())}")


def _options(found: "Course", words: "Figures", screen: "Console") -> None:
    from amicable.cli._shown import table

    headings = (
        (say(N_("Option")), "left"),
        (say(N_("Margin")), "right"),
        (say(N_("Hours freed")), "right"),
        (say(N_("Their worth")), "right"),
        (say(N_("Works")), "right"),
    )
    screen.print(table(headings, (_row(one, words, best=one.name == found.best) for one in found.options)))
    for one in found.options:
        screen.print()
        screen.print(say(one.title), style="bold")
        if one.total:
            screen.print(
                "  "
                + say(
                    N_("Leaves between {low} and {high} over the horizon."),
                    low=words.money(round(one.total.low), unit=True),
                    high=words.money(round(one.total.high), unit=True),
                )
            )
        screen.print(f"  {one.true_if.said(spoken())}" if one.true_if else "")
        for risk in one.risks:
            screen.print(f"  · {risk.said(spoken())}", style="dim")


def _row(one: "Option", words: "Figures", *, best: bool) -> list[str]:
    return [
        ("● " if best else "○ ") + say(one.title),
        _money(one.margin, words),
        words.number(one.hours_freed.mid) if one.hours_freed else "?",
        _money(one.worth, words),
        words.percent(one.outlook.mid) if one.outlook else "–",
    ]


def _money(one: "Range | None", words: "Figures") -> str:
    return "?" if one is None else words.money(round(one.mid), unit=True)


def _gates(gates: "tuple[GateStanding, ...]", screen: "Console") -> None:
    """Those that hold something up, and the questions still to be answered by their titles."""
    standing = [one for one in gates if one.state in STATES]
    if standing:
        screen.print()
        screen.print(say(N_("Gates before the client is told")), style="bold")
    for one in standing:
        screen.print(f"  {say(one.gate.title)}: {say(STATES[one.state])}")
        if one.state != "ask":
            screen.print(f"    {say(one.said)}", style="dim")


def _all(answer: "Review", given: argparse.Namespace) -> None:
    from amicable.cli import _shown
    from amicable.decision.course import delight, endings
    from amicable.report import deciding

    positions = [int(i) for i in answer.order[: min(given.most, answer.named)]]
    looked = [
        (position, *found[:2])
        for position, found in zip(positions, _looked(answer, positions, given), strict=True)
    ]
    kept = delight(answer)
    leaving = [position for position, _, found in looked if found.kind in {"part", "part_at_once"}]
    together = endings(
        answer, leaving or positions, neglected_hours=kept.hours, new_clients=given.new_clients
    )
    currency = answer.facts.evidence.firm.currency
    courses = [(client, found) for _, client, found in looked]
    if given.json:
        shown = deciding.portfolio(courses, together, kept, currency, spoken())
        _shown.as_json("amicable.courses/1", {"as_of": answer.as_of.isoformat(), **shown})
        return
    screen, words = _shown.console(), _shown.words(currency)
    _courses(courses, screen)
    _together(together, words, screen, sure=bool(leaving))
    _kept(kept, words, screen)


def _courses(courses: "list[tuple[Relationship, Course]]", screen: "Console") -> None:
    from amicable.cli._shown import table
    from amicable.decision.course import KINDS, title_of

    headings = ((say(N_("Client")), "left"), (say(N_("Course")), "left"), (say(N_("Next")), "left"))
    rows = [
        [client.name, say(KINDS[found.kind]), say(title_of(found.best)) if found.best else ""]
        for client, found in courses
    ]
    screen.print(table(headings, rows))


def _together(one: "Endings", words: "Figures", screen: "Console", *, sure: bool) -> None:
    screen.print()
    screen.print(say(N_("Endings together")), style="bold")
    if not sure:
        screen.print(say(N_("No client is to be parted with now. If repairs fail, these would come first:")))
    for each in one.chosen:
        screen.print(f"  {each.name}")
    screen.print(
        say(
            N_("They would free {hours} hours a year and take away a gross profit of {profit}; at most {limit} endings at once."),
            hours=words.number(one.hours_freed),
            profit=words.money(round(one.profit_lost), unit=True),
            limit=one.limit,
        )
    )  # fmt: skip
    if one.profit_lost < 0:
        screen.print(say(N_("That profit is negative: the endings bring money by themselves.")))
    elif one.replaced_by is not None:
        screen.print(say(N_("Clients near the ideal that leave as much: {count}."), count=one.replaced_by))


def _kept(found: "Delight", words: "Figures", screen: "Console") -> None:
    from amicable.cli._shown import table

    screen.print()
    headings = (
        (say(N_("Keep and delight")), "left"),
        (say(N_("Near the ideal")), "right"),
        (say(N_("Margin")), "right"),
        (say(N_("Services")), "left"),
        (say(N_("Last served")), "right"),
    )
    rows = [
        [
            one.name,
            words.percent(one.nearness),
            "?" if one.margin is None else words.money(round(one.margin), unit=True),
            ", ".join(one.buys),
            words.day(one.last_on) if one.last_on else "?",
        ]
        for one in found.kept
    ]
    screen.print(table(headings, rows))
    for one in found.neglected:
        screen.print(f"  {one.name}: {one.neglected.said(spoken()) if one.neglected else ''}")


COMMAND = Command(
    "course",
    7,
    N_("lay the options for a client side by side: go on, repair, part; or see the whole portfolio"),
    arguments,
    run,
)
