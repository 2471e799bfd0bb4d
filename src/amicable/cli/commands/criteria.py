"""amicable criteria: what holds, how two versions differ, what a change would do, how good past lists were."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from amicable.cli._asking import EmptyLedger, answering, criteria, evidence, folder, ledger, now
from amicable.cli._command import Command
from amicable.i18n import N_, say, say_count

if TYPE_CHECKING:
    from amicable.decision.criteria import Criteria
    from amicable.decision.what_if import Alarms, Difference, Group, WhatIf

SHIPPED = "shipped"
QUARTERS = 6


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its options: what is asked, of which criteria."""
    below = parser.add_subparsers(dest="what", required=True, metavar=say(N_("WHAT")))
    shown = _one(below, "show", N_("the criteria in force, and where they differ from those shipped"), _show)
    shown.add_argument("--criteria", metavar="FILE", type=Path, help=say(N_("criteria in TOML (else criteria.toml in the ledger, else as shipped)")))  # fmt: skip
    diff = _one(below, "diff", N_("how two versions differ, in words"), _diff)
    diff.add_argument("before", metavar="FILE", help=say(N_("a file of criteria, or: shipped")))
    diff.add_argument(
        "after", nargs="?", default="", metavar="FILE", help=say(N_("another one (else those in force)"))
    )
    weighed = _one(below, "what-if", N_("who would be listed under a draft, and who no longer"), _what_if)
    weighed.add_argument("--set", action="append", default=[], metavar="SIGN.NAME=VALUE", help=say(N_("a setting of the draft, for example late_payment.grace_days=0")))  # fmt: skip
    weighed.add_argument("--draft", metavar="FILE", default="", help=say(N_("the draft as a file of criteria")))  # fmt: skip
    weighed.add_argument("--as-of", metavar="YYYY-MM-DD", help=say(N_("what was known on that day (else: the last day with facts)")))  # fmt: skip
    judged = _one(below, "backtest", N_("how many listed clients recovered by themselves"), _backtest)
    judged.add_argument(
        "--quarters", type=int, default=QUARTERS, metavar="N", help=say(N_("lists of the last N quarters (6)"))
    )  # fmt: skip


def _one(below: Any, name: str, about: str, run: Any) -> argparse.ArgumentParser:  # noqa: ANN401 (argparse does not name its type)
    made: argparse.ArgumentParser = below.add_parser(name, help=say(about), description=say(about))
    made.set_defaults(does=run, criteria=None, set=[], as_of=None)
    made.add_argument("--ledger", metavar="DIR", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    answering(made, table=False)
    return made


def run(given: argparse.Namespace) -> int:
    """Answer what is asked."""
    done: int = given.does(given)
    return done


def _show(given: argparse.Namespace) -> int:
    from amicable.cli import _shown
    from amicable.decision.criteria import Criteria, text
    from amicable.decision.what_if import differences

    found = criteria(given)
    changed = differences(Criteria(), found)
    if given.json:
        answer = {
            "version": say(found.version),
            "sure": found.sure,
            "false_alarms": found.false_alarms,
            "points": found.points,
            "off": sorted(found.off),
            "weights": dict(found.weights),
            "settings": {name: dict(values) for name, values in found.signs.items()},
            "differences": _plain(changed),
        }
        _shown.as_json("amicable.criteria/1", answer)
        return 0
    sys.stdout.write(text(found) + "\n")
    _say(changed, N_("They are those that Amicable comes with."))
    return 0


def _diff(given: argparse.Namespace) -> int:
    from amicable.cli import _shown
    from amicable.decision.what_if import differences

    before, after = _named(given, given.before), _named(given, given.after)
    found = differences(before, after)
    if given.json:
        _shown.as_json("amicable.criteria_diff/1", {"before": say(before.version), "after": say(after.version), "differences": _plain(found)})  # fmt: skip
    else:
        _say(found, N_("They do not differ."))
    return 0


def _named(given: argparse.Namespace, name: str) -> "Criteria":
    """The criteria in a file; "shipped": those shipped; empty: those in force."""
    from amicable.decision.criteria import Criteria, load
    from amicable.place import use

    use(folder(given))
    if name == SHIPPED:
        return Criteria()
    if not name:
        return criteria(given)
    if not Path(name).exists():
        raise EmptyLedger(N_("There is no file {path}."), path=name)
    return load(Path(name))


def _plain(found: "tuple[Difference, ...]") -> list[dict[str, object]]:
    return [
        {
            "sign": one.sign.name if one.sign else "",
            "setting": one.name,
            "before": one.before,
            "after": one.after,
            "sentence": one.said(),
        }
        for one in found
    ]


def _say(found: "tuple[Difference, ...]", nothing: str) -> None:
    for one in found:
        sys.stdout.write(f"- {one.said()}\n")
    if not found:
        sys.stdout.write(say(nothing) + "\n")


def _what_if(given: argparse.Namespace) -> int:
    from amicable.cli import _shown
    from amicable.decision.review import review
    from amicable.decision.what_if import differences, what_if

    changes, given.set = given.set, []
    before = criteria(given)
    draft = (_named(given, given.draft) if given.draft else before).changed(changes)
    with _shown.waiting(say(N_("Reviewing the portfolio"))):
        found = what_if(review(evidence(given), before), draft)
    if given.json:
        _shown.as_json("amicable.what_if/1", {**_weighed(found), "differences": _plain(differences(before, draft))})  # fmt: skip
        return 0
    _say(differences(before, draft), N_("They do not differ."))
    _groups(found)
    return 0


def _weighed(found: "WhatIf") -> dict[str, object]:
    currency = found.before.facts.evidence.firm.currency
    groups = [
        {"name": name, **_group(getattr(found, name), currency)} for name in ("appears", "drops", "stays")
    ]
    return {"as_of": found.before.as_of.isoformat(), "currency": currency, "groups": groups}


def _group(one: "Group", currency: str) -> dict[str, object]:
    from amicable.report.answers import money

    return {
        "count": one.count,
        "revenue_12_months": money(one.revenue, currency),
        "margin_12_months": money(one.margin, currency),
        "unknown_margin": one.unknown_margin,
        "hours_12_months": round(one.hours, 2),
        "clients": [
            {"client_id": client.client_id, "name": client.name, "points": client.points}
            for client in one.clients
        ],
    }


def _groups(found: "WhatIf") -> None:
    from amicable.cli._shown import console, table, words

    figures, screen = words(found.before.facts.evidence.firm.currency), console()
    titles = {
        "appears": N_("Would appear"),
        "drops": N_("Would drop out"),
        "stays": N_("Would stay"),
    }
    headings = (
        ("", "left"),
        (say(N_("Clients")), "right"),
        (say(N_("Revenue")), "right"),
        (say(N_("Margin")), "right"),
        (say(N_("Hours")), "right"),
    )
    rows = [
        [say(title), figures.number(one.count), figures.money(one.revenue), figures.money(one.margin), figures.hours(one.hours)]
        for name, title in titles.items()
        for one in (getattr(found, name),)
    ]  # fmt: skip
    screen.print(table(headings, rows))
    for name in ("appears", "drops"):
        for client in getattr(found, name).clients:
            screen.print(f"{say(titles[name])}: {client.name}", style="dim")


def _backtest(given: argparse.Namespace) -> int:
    from amicable.cli import _shown
    from amicable.decision.what_if import backtest, quarter_ends
    from amicable.engines.duckdb import open_evidence

    last = evidence(given).as_of
    opened, today = ledger(given), now().date()
    days = list(quarter_ends(last, max(given.quarters, 3)))
    with _shown.waiting(say(N_("Reviewing past quarters"))):
        found = backtest(lambda day: open_evidence(opened, as_of=day, today=today), criteria(given), days)
    if given.json:
        _shown.as_json("amicable.criteria_backtest/1", _judged(found))
    else:
        _tell(found)
    return 0


def _judged(found: "Alarms") -> dict[str, object]:
    low, high = found.interval
    return {
        "listed": found.listed,
        "judged": found.judged,
        "recovered": found.recovered,
        "still": found.still,
        "left": found.left,
        "rate": found.rate,
        "low": round(low, 4),
        "high": round(high, 4),
        "enough": found.enough,
        "days": [
            {"day": day.isoformat(), "judged": judged, "recovered": recovered}
            for day, judged, recovered in found.by_day
        ],
    }


def _tell(found: "Alarms") -> None:
    from amicable.cli._shown import console, words

    screen, figures = console(), words("")
    screen.print(
        say_count(
            "Of {count} client listed on past days, {recovered} had recovered half a year later by themselves.",
            "Of {count} clients listed on past days, {recovered} had recovered half a year later by themselves.",
            found.judged,
            recovered=found.recovered,
        )
    )
    if found.rate is not None:
        low, high = found.interval
        screen.print(say(N_("False alarms: {rate}, between {low} and {high} with 95 percent certainty."), rate=figures.percent(found.rate), low=figures.percent(low), high=figures.percent(high)))  # fmt: skip
    if not found.enough:
        screen.print(say(N_("These are few clients; the share may still move a lot.")), style="dim")


COMMAND = Command("criteria", 7, N_("show the criteria, compare versions, try a change, judge past lists"), arguments, run)  # fmt: skip
