"""amicable outlook: will a sign go away by itself, and with what remedy."""

import argparse
from typing import TYPE_CHECKING

from amicable.cli._asking import asking
from amicable.cli._asking import review as asked
from amicable.cli._command import Command
from amicable.i18n import N_, say, say_count

if TYPE_CHECKING:
    from rich.console import Console

    from amicable.decision.outlook import Chance, SignOutlook
    from amicable.decision.review import Review
    from amicable.report.figures import Figures

NAMED = 10
"""Clients shown without --client."""
TOLD_BY = {
    "model": N_("Told by the pattern of the months so far, which has proved better on your own records than any simple rule."),
    "base_rate": N_("Told by how often this sign went away among all your clients; nothing cleverer has proved better on your records."),
    "own_rate": N_("Told by how often this sign went away with this client; nothing cleverer has proved better on your records."),
    "not_enough_history": N_("Not enough history to prove any forecast: this is how often the sign went away so far."),
}  # fmt: skip
"""Who tells, in words."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    parser.add_argument(
        "--client",
        metavar="CLIENT",
        help=say(N_("the client's id or name; a part of the name will do (else the first of the ranking)")),
    )
    asking(parser, table=False)


def run(given: argparse.Namespace) -> int:
    """Show the outlook of one client, or of the first of the ranking."""
    from amicable.cli import _shown
    from amicable.decision.dossier import find
    from amicable.decision.outlook import outlooks

    answer = asked(given)
    positions = [find(answer, given.client)] if given.client else _first(answer)
    with _shown.waiting(say(N_("Learning from the months so far"))):
        found = outlooks(answer, positions)
    if given.json:
        _shown.as_json("amicable.outlook/1", _plain(answer, found))
    else:
        _show(answer, found, every=bool(given.client))
    return 0


def _first(review: "Review") -> list[int]:
    return [int(place) for place in review.order[:NAMED] if review.points[place] > 0]


def _name(review: "Review", position: int) -> str:
    return str(review.portfolio.name[position].as_py() or review.portfolio.client_id[position].as_py())


def _show(review: "Review", found: "dict[int, tuple[SignOutlook, ...]]", *, every: bool) -> None:
    from amicable.cli._shown import console

    screen = console()
    if not found:
        screen.print(say(N_("No client stands out today. Ask for one with: amicable outlook --client NAME")))
    for position, signs in found.items():
        shown = [one for one in signs if every or one.state == "showing"]
        screen.print(_name(review, position), style="bold")
        if not shown:
            screen.print("  " + say(N_("No sign has shown in the last three months.")))
        for one in shown:
            tell(one, screen)
        screen.print()


def tell(one: "SignOutlook", screen: "Console") -> None:
    """Print what becomes of one sign."""
    from amicable.cli._shown import words

    figures = words("")
    screen.print("  " + _state(one))
    if one.state == "unseen":
        return
    questions = {
        "showing": (N_("Gone in 3 months by itself? {odds}"), N_("Gone in 6 months by itself? {odds}")),
        "quiet": (N_("Still away in 3 months? {odds}"), N_("Still away in 6 months? {odds}")),
    }[one.state]
    for question, chance in zip(questions, one.chances.values(), strict=True):
        screen.print("    " + say(question, odds=_odds(chance, figures)))
    _remedies(one, screen)
    if one.state == "showing":
        screen.print("    " + say(TOLD_BY[one.by]), style="dim")


def _remedies(one: "SignOutlook", screen: "Console") -> None:
    from amicable.decision.ladder import all_remedies

    if one.remedies:
        screen.print("    " + say(N_("Gone in 6 months with a remedy?")))
    for tried in sorted(one.remedies, key=lambda tried: -tried.p6):
        title = say(all_remedies()[tried.recovery.remedy].title)
        screen.print(f"      · {_likely(tried.p6)} – {title}")


def _state(one: "SignOutlook") -> str:
    title = say(one.sign.title)
    if one.state == "unseen":
        return say(N_("{sign}: nothing happened in the last three months that could tell."), sign=title)
    if one.state == "quiet":
        return say_count("{sign}: quiet for {count} month.", "{sign}: quiet for {count} months.", one.months, sign=title)  # fmt: skip
    return say_count("{sign}: has shown for {count} month.", "{sign}: has shown for {count} months.", one.months, sign=title)  # fmt: skip


def _odds(chance: "Chance", figures: "Figures") -> str:
    return say(
        N_("{likely} (between {low} and {high})"),
        likely=_likely(chance.probability),
        low=figures.percent(chance.low),
        high=figures.percent(chance.high),
    )


def _likely(probability: float) -> str:
    from amicable.decision.outlook.figures import likely, odds

    part, whole = odds(probability)
    return say(likely(probability), part=part, whole=whole)


def _plain(review: "Review", found: "dict[int, tuple[SignOutlook, ...]]") -> dict[str, object]:
    from amicable.report import outlooks

    clients = [
        {
            "client_id": review.portfolio.client_id[position].as_py(),
            "name": _name(review, position),
            "signs": [outlooks.sign(one) for one in signs],
        }
        for position, signs in found.items()
    ]
    return {"as_of": review.as_of.isoformat(), "criteria": review.criteria.version, "clients": clients}


COMMAND = Command(
    "outlook",
    6,
    N_("show whether each sign is likely to go away, by itself and with each remedy"),
    arguments,
    run,
)
