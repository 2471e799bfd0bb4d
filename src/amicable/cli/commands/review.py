"""amicable review: the ranked list of clients, by strong signs, with money and hours."""

import argparse
from typing import TYPE_CHECKING

from amicable.cli._asking import asking
from amicable.cli._asking import review as asked
from amicable.cli._command import Command
from amicable.i18n import N_, say, say_count

if TYPE_CHECKING:
    from amicable.decision.findings import Finding
    from amicable.decision.review import Candidate, Review
    from amicable.report.figures import Figures

INDENT = (0, 0, 0, 5)
COURSES = {
    "repair": N_("repair first"),
    "watch": N_("watch"),
    "keep": N_("keep"),
    "unknown": N_("unknown"),
}
COLUMNS = ("rank", "client_id", "name", "segment", "course", "points", "families", "signs", "revenue_12_months", "margin_12_months", "hours_12_months", "margin_per_hour")  # fmt: skip


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    asking(parser)
    parser.add_argument(
        "--top", type=int, default=25, metavar="N", help=say(N_("how many clients to list (25)"))
    )
    parser.add_argument(
        "--all", action="store_true", help=say(N_("list every client, also those without a strong sign"))
    )


def run(given: argparse.Namespace) -> int:
    """Review the portfolio and show the ranking."""
    from amicable.cli import _shown
    from amicable.report import answers

    answer = asked(given)
    candidates = (
        answer.candidates([int(i) for i in answer.order]) if given.all else answer.top(max(given.top, 0))
    )
    if given.json:
        _shown.as_json("amicable.review/1", answers.review(answer, candidates))
    elif given.csv:
        rows = [answers.candidate(one, answer.facts.evidence.firm.currency) for one in candidates]
        for row, one in zip(rows, candidates, strict=True):
            row["families"] = " ".join(one.families)
            row["signs"] = " ".join(found.sign.name for found in one.findings if found.counts)
        _shown.as_csv(rows, COLUMNS)
    else:
        show(answer, candidates)
    return 0


def show(answer: "Review", candidates: "list[Candidate]") -> None:
    """Print the review for a reader."""
    from rich.padding import Padding

    from amicable.cli._shown import console
    from amicable.cli._shown import words as figures

    words = figures(answer.facts.evidence.firm.currency)
    screen = console()
    screen.print(_opening(answer, words))
    screen.print()
    for one in candidates:
        screen.print(f"{one.rank:>3}  {one.name}", style="bold")
        for found in one.findings:
            if found.counts:
                screen.print(Padding(f"· {_sign(found, words)}", INDENT))
        screen.print(Padding(_sums(one, words), INDENT), style="dim")
    if candidates:
        screen.print()
        screen.print(
            say(
                N_(
                    "Revenue, margin and hours of the last four closed quarters, in {currency}; ? means unknown."
                ),
                currency=words.currency,
            )
        )
    for line in _closing(answer):
        screen.print(line)


def _opening(answer: "Review", words: "Figures") -> str:
    clients = len(answer.portfolio.client_id)
    day = words.day(answer.as_of, "long")
    first = say_count(
        "{count} client, as it stood on {day}, under {signs} signs (criteria: {criteria}).",
        "{count} clients, as they stood on {day}, under {signs} signs (criteria: {criteria}).",
        clients,
        day=day,
        signs=sum(len(one.summary) > 0 for one in answer.signs),
        criteria=say(answer.criteria.version),
    )
    second = say_count(
        "{count} of them shows signs strong enough to be looked at now.",
        "{count} of them show signs strong enough to be looked at now.",
        answer.named,
    )
    return f"{first}\n{second}"


def _sums(one: "Candidate", words: "Figures") -> str:
    hours = "?" if one.hours is None else words.number(one.hours)
    sums = (
        (N_("Revenue"), words.money(one.revenue, unit=False)),
        (N_("Margin"), words.money(one.margin, unit=False)),
        (N_("Hours"), hours),
    )
    return "  ".join([*(f"{say(name)} {value}" for name, value in sums), say(COURSES[one.course])])


def _sign(found: "Finding", words: "Figures") -> str:
    title, sign = say(found.sign.title), found.sign
    if str(sign.model) == "ratio":
        return say(
            N_("{title}: {rate} {unit}; peers {peers}"),
            title=title,
            rate=words.rate(sign, found.rate),
            unit=say(sign.unit),
            peers=words.rate(sign, found.peer_rate),
        )
    return say(
        N_("{title}: {events} of {exposure}; peers {peers}"),
        title=title,
        events=words.count(found.events),
        exposure=words.count(found.exposure),
        peers=words.percent(found.peer_rate),
    )


def _closing(answer: "Review") -> list[str]:
    from amicable.signs import all_signs

    lines = []
    if answer.no_evidence:
        lines.append(
            say(
                N_("No evidence, so nothing is said, for: {signs}."),
                signs=", ".join(say(all_signs()[name].title) for name in answer.no_evidence),
            )
        )
    chance = [say(one.sign.title) for one in answer.signs if one.persistence.mostly_chance]
    if chance:
        lines.append(
            say(
                N_("Mostly chance on this ledger, so shown but not counted: {signs}."),
                signs=", ".join(chance),
            )
        )
    if answer.automatic:
        names = ", ".join(answer.machines)
        lines.append(say(N_("Looks automatic, left out until a person decides: {clients}"), clients=names))
    lines.append(say(N_("A person decides. See the facts behind a name with: amicable client NAME")))
    return lines


COMMAND = Command(
    "review", 4, N_("rank the clients by strong warning signs, with money and hours"), arguments, run
)
