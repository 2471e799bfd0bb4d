"""amicable prospect: what was seen of a prospect before anything is signed, and how to begin."""

import argparse
from collections.abc import Mapping
from typing import TYPE_CHECKING

from amicable.cli._asking import conditions, folder
from amicable.cli._asking import review as asked
from amicable.cli._command import Command
from amicable.i18n import N_, say
from amicable.refusal import Refusal

if TYPE_CHECKING:
    from rich.console import Console

    from amicable.report.figures import Figures
    from amicable.screening import Early, Measure, Screening, Sides


class FaultyAnswer(Refusal):
    """An answer about a prospect that nobody asked for, or that cannot be meant."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    parser.add_argument("answers", nargs="*", metavar="SIGN=ANSWER", help=say(N_("what you saw, for example payment=a_little (unknown, no, a_little, yes); without any: what to ask")))  # fmt: skip
    parser.add_argument("--fee", type=float, metavar="AMOUNT", help=say(N_("fees in a year that are talked about, in the firm's currency, beside the profile")))  # fmt: skip
    parser.add_argument("--hours", type=float, metavar="HOURS", help=say(N_("hours in a year that the work would take, beside the profile")))  # fmt: skip
    conditions(parser)
    parser.add_argument("--json", action="store_true", help=say(N_("answer as JSON")))


def run(given: argparse.Namespace) -> int:
    """Say how to begin with a prospect; nothing about it is kept."""
    from amicable.cli import _shown
    from amicable.screening import screened

    answers = _answers(given.answers)
    measures, currency = _measures(given)
    found = screened(answers, measures)
    if given.json:
        _shown.as_json("amicable.prospect/1", _plain(found, answers, measures, currency))
    else:
        _show(found, measures, _shown.words(currency), _shown.console())
    return 0


def _answers(given: list[str]) -> dict[str, str]:
    from amicable.screening import ANSWERS, all_early

    found = {}
    for one in given:
        name, _, answer = one.partition("=")
        if name not in all_early() or answer not in ANSWERS:
            raise FaultyAnswer(
                N_("“{given}” is no answer. Write SIGN=ANSWER; signs: {signs}; answers: {answers}."),
                given=one,
                signs=", ".join(all_early()),
                answers=", ".join(ANSWERS),
            )
        found[name] = answer
    return found


def _measures(given: argparse.Namespace) -> "tuple[tuple[Measure, ...], str]":
    """The figures beside the firm's profile, and its currency; the ledger is read only where there are any."""
    from amicable.screening import measured

    if given.fee is None and given.hours is None:
        return (), ""
    profile, currency, units = _profile(given)
    revenue = None if given.fee is None else given.fee * units
    return measured({"revenue": revenue, "hours": given.hours}, profile), currency


def _profile(given: argparse.Namespace) -> "tuple[Mapping[str, Sides], str, int]":
    """The firm's profile as `amicable profile` shows it, the currency, and its minor units in one."""
    from amicable.decision.features import features
    from amicable.decision.profiling import profile
    from amicable.profiles.profile import FILE

    answer = asked(given)
    known = features(answer)
    sides = profile(answer, known, path=folder(given) / FILE).features
    firm = answer.facts.evidence.firm
    return {name: (one.ideal, one.non_ideal) for name, one in sides.items()}, firm.currency, firm.minor_units


def _plain(found: "Screening", answers: Mapping[str, str], measures: "tuple[Measure, ...]", currency: str) -> dict[str, object]:  # fmt: skip
    from amicable.report.prospects import screening

    return {"currency": currency, **screening(found, answers, measures, currency)}


def _show(found: "Screening", measures: "tuple[Measure, ...]", words: "Figures", screen: "Console") -> None:
    from amicable.report.prospects import shown
    from amicable.screening import COURSES, FEATURES, SIDES

    screen.print(say(COURSES[found.course]), style="bold")
    screen.print(say(found.because))
    if found.seen:
        screen.print(f"{say(N_('Seen:'))} {', '.join(say(one.title) for one in found.seen)}")
    for one in measures:
        if one.value is not None:
            screen.print(f"  · {say(FEATURES[one.name])}: {shown(one, words)}, {say(SIDES[one.side])}")
    if found.to_ask:
        screen.print()
        screen.print(say(N_("Ask before you promise anything")), style="bold")
        for early in found.to_ask:
            _ask(early, screen)
    screen.print()
    screen.print(say(N_("Clauses that help: amicable clause {names}"), names=" ".join(found.clauses)))


def _ask(early: "Early", screen: "Console") -> None:
    screen.print(f"  {early.name}: {say(early.title)}. {say(early.ask)}")
    screen.print(f"      {say(early.listen_for)}", style="dim")


COMMAND = Command(
    "prospect",
    25,
    N_("look at a prospect before anything is signed: what to ask, and how to begin"),
    arguments,
    run,
)
