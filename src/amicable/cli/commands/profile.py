"""amicable profile: the ideal and the non-ideal client, and how far a client or a segment is from them."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from amicable.cli._asking import asking, folder
from amicable.cli._asking import review as asked
from amicable.cli._command import Command
from amicable.i18n import N_, say, say_count
from amicable.refusal import Refusal

if TYPE_CHECKING:
    from amicable.decision.features import Feature
    from amicable.decision.profiling import Chart, Row
    from amicable.decision.review import Review
    from amicable.profiles.profile import Range
    from amicable.report.figures import Figures


class AlreadyThere(Refusal):
    """profile.toml exists, and may hold what somebody wrote."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    whom = parser.add_mutually_exclusive_group()
    whom.add_argument(
        "--client", metavar="CLIENT", help=say(N_("one client, by id or name, beside the profile"))
    )
    whom.add_argument(
        "--segment", metavar="SEGMENT", help=say(N_("the clients of one segment beside the profile"))
    )
    parser.add_argument("--save", action="store_true", help=say(N_("write the profile into profile.toml in the ledger, to be changed by hand")))  # fmt: skip
    asking(parser, table=False)


def run(given: argparse.Namespace) -> int:
    """Show the profile, and who is described beside it."""
    from amicable.cli._shown import as_json
    from amicable.decision.features import features
    from amicable.decision.profiling import stand_out
    from amicable.profiles.profile import FILE
    from amicable.report import profiles

    answer = asked(given)
    known, path = features(answer), folder(given) / FILE
    chart = _chart(given, answer, known, path)
    if given.save:
        _save(answer, known, chart, path)
    odd = [] if given.client else stand_out(answer, known)
    if given.json:
        as_json("amicable.profile/1", profiles.profile(answer, chart, odd, client=given.client or "", segment=given.segment or ""))  # fmt: skip
    else:
        _show(answer, chart, [(_name(answer, one.place), one.features) for one in odd])
    return 0


def _chart(given: argparse.Namespace, answer: "Review", known: "tuple[Feature, ...]", path: Path) -> "Chart":
    from amicable.decision.dossier import find
    from amicable.decision.profiling import chart, segment_chart

    if given.client:
        return chart(answer, find(answer, given.client), path=path, known=known)
    return segment_chart(answer, given.segment or "", path=path, known=known)


def _save(answer: "Review", known: "tuple[Feature, ...]", chart: "Chart", path: Path) -> None:
    from amicable.decision.profiling import scale
    from amicable.profiles.profile import as_toml

    if path.exists():
        raise AlreadyThere(N_("{file} is there already, and may hold what somebody wrote. Change it by hand, or move it away first."), file=path)  # fmt: skip
    path.write_text(as_toml(chart.profile, scale(answer, known)), encoding="utf-8")


def _name(answer: "Review", place: int) -> str:
    return str(answer.portfolio.name[place].as_py() or answer.portfolio.client_id[place].as_py())


def _show(answer: "Review", chart: "Chart", odd: list[tuple[str, tuple[str, ...]]]) -> None:
    from amicable.cli._shown import console, table, words
    from amicable.report.profiles import title

    figures, screen = words(answer.facts.evidence.firm.currency), console()
    screen.print(_learned(chart))
    screen.print(say(N_("Money in {currency}. “≈”: no amount in the books; what clients with such a rate leave less, on average."), currency=figures.currency), style="dim")  # fmt: skip
    headings = ((say(N_("Feature")), "left"), (say(N_("Ideal")), "right"), (say(N_("Here")), "right"), (say(N_("Not ideal")), "right"), (say(N_("Costs a year")), "right"))  # fmt: skip
    screen.print(table(headings, (_cells(row, figures) for row in chart.rows if row.tells)))
    if chart.accounted is not None:
        screen.print(say(N_("All lines of the books together, beside an ideal client of the same revenue: {amount} a year."), amount=figures.money(chart.accounted)))  # fmt: skip
    for name, features in odd:
        screen.print(say(N_("{name} stands out among its peers: {features}."), name=name, features=", ".join(map(title, features))))  # fmt: skip


def _learned(chart: "Chart") -> str:
    sentence = {
        "marked": N_("Learned from {good} clients marked as wanted and {bad} marked as not wanted."),
        "best_and_worst": N_(
            "Learned from the {good} best clients and the {bad} that are named or lose money."
        ),
    }[chart.profile.learned_from]
    here = say_count(
        "{count} client is described here.", "{count} clients are described here.", chart.clients
    )
    return f"{say(sentence, good=chart.profile.ideal_clients, bad=chart.profile.non_ideal_clients)} {here}"


def _cells(row: "Row", figures: "Figures") -> list[str]:
    from amicable.report.profiles import written

    cost = "" if row.cost is None else figures.money(row.cost, unit=False)
    about = cost if row.accounted or not cost else f"≈ {cost}"
    own = written(row.feature.name, row.feature.kind, row.own, figures, currency=False)
    return [
        _titled(row, figures),
        _between(row, row.ideal, figures),
        own,
        _between(row, row.non_ideal, figures),
        about,
    ]


def _titled(row: "Row", figures: "Figures") -> str:
    from amicable.report.profiles import title, unit

    counted = unit(row.feature.name, figures)
    return f"{title(row.feature.name)} ({counted})" if counted else title(row.feature.name)


def _between(row: "Row", one: "Range | None", figures: "Figures") -> str:
    from amicable.report.profiles import written

    if one is None:
        return "?"
    low, high = (
        written(row.feature.name, row.feature.kind, value, figures, currency=False)
        for value in (one.low, one.high)
    )
    return f"{low} – {high}"


COMMAND = Command(
    "profile",
    7,
    N_("show the ideal and the non-ideal client, and what the differences of a client or segment cost"),
    arguments,
    run,
)
