"""amicable occasions: every occasion of one sign, or its totals."""

import argparse
from typing import TYPE_CHECKING

from amicable.cli._asking import asking, criteria, evidence
from amicable.cli._command import Command
from amicable.i18n import N_, say, say_count

if TYPE_CHECKING:
    from amicable.decision.occasions import Receivables, Total
    from amicable.evidence import Evidence
    from amicable.report.figures import Figures
    from amicable.signs import Sign

COLUMNS = ("client_id", "name", "happened_on", "amount", "out_of", "value", "days", "table", "evidence_id")
TOTALS = ("client_id", "name", "events", "exposure", "rate", "occasions", "value", "value_shown", "mean_days", "mean_days_shown", "max_days")  # fmt: skip


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    parser.add_argument("sign", metavar="SIGN", help=say(N_("name of the sign; see: amicable signs")))
    asking(parser)
    parser.add_argument(
        "--totals", action="store_true", help=say(N_("totals per client and overall instead of the list"))
    )
    parser.add_argument("--client", metavar="ID", default="", help=say(N_("only this client")))
    parser.add_argument(
        "--top",
        type=int,
        default=50,
        metavar="N",
        help=say(N_("how many lines to show (50; all with --json or --csv)")),
    )


def run(given: argparse.Namespace) -> int:
    """List the occasions of a sign, or add them up."""
    sign = criteria(given).sign(given.sign)
    known = evidence(given)
    return _totals(given, sign, known) if given.totals else _list(given, sign, known)


def _list(given: argparse.Namespace, sign: "Sign", known: "Evidence") -> int:
    from amicable.cli import _answers, _shown
    from amicable.decision.occasions import rows

    found = rows(sign, known, client_id=given.client)
    currency = known.firm.currency
    if given.json or given.csv:
        listed = found.select(*COLUMNS).to_pyarrow().to_pylist()
        for row in listed:
            row["value"] = _answers.money(row["value"], currency)
        if given.csv:
            _shown.as_csv(listed, COLUMNS)
        else:
            _shown.as_json(
                "amicable.occasions/1",
                {
                    "sign": sign.name,
                    "as_of": known.as_of.isoformat(),
                    "currency": currency,
                    "occasions": listed,
                },
            )
        return 0
    words = _shown.words(currency)
    listed = found.filter(found.amount > 0).limit(given.top).to_pyarrow().to_pylist()
    headings = ((say(N_("Day")), "left"), (say(N_("Client")), "left"), (say(N_("Shown")), "right"), (say(N_("Out of")), "right"), (say(N_("Value")), "right"), (say(N_("Fact")), "left"))  # fmt: skip
    body = ([words.day(r["happened_on"]), r["name"] or r["client_id"], words.count(r["amount"]), words.count(r["out_of"]), words.money(r["value"], unit=False) if r["value"] is not None else "", r["evidence_id"]] for r in listed)  # fmt: skip
    _shown.console().print(_shown.table(headings, body, title=say(sign.title)))
    return 0


def _totals(given: argparse.Namespace, sign: "Sign", known: "Evidence") -> int:
    from amicable.cli import _answers, _shown
    from amicable.decision.occasions import receivables, totals

    overall, clients = totals(sign, known)
    currency = known.firm.currency
    owed = receivables(known) if "invoices" in sign.needs else None
    if given.csv:
        _shown.as_csv([_answers.total(one, currency) for one in clients], TOTALS)
    elif given.json:
        answer = {
            "sign": sign.name,
            "as_of": known.as_of.isoformat(),
            "currency": currency,
            "parameters": dict(sign.parameters),
            "overall": _answers.total(overall, currency),
            "clients": [_answers.total(one, currency) for one in clients],
        }
        if owed:
            answer["receivables"] = _receivables(owed, currency)
        _shown.as_json("amicable.totals/1", answer)
    else:
        _show(sign, overall, clients[: given.top], owed, _shown.words(currency))
    return 0


def _receivables(owed: "Receivables", currency: str) -> dict[str, object]:
    from amicable.cli._answers import money

    return {
        "open": owed.open,
        "open_amount": money(owed.open_amount, currency),
        "overdue": owed.overdue,
        "overdue_amount": money(owed.overdue_amount, currency),
    }


def _show(
    sign: "Sign", overall: "Total", clients: "list[Total]", owed: "Receivables | None", words: "Figures"
) -> None:
    from amicable.cli._shown import console, table

    screen = console()
    screen.print(say(sign.title), style="bold")
    screen.print(say(sign.explanation))
    rate = words.rate(sign, overall.rate or 0)
    screen.print(
        say(
            N_("Overall: {events} of {exposure} ({rate})."),
            events=words.count(overall.events),
            exposure=words.count(overall.exposure),
            rate=rate,
        )
    )
    if owed and owed.open:
        screen.print(
            say_count(
                N_(
                    "Open on the day: {count} invoice worth {amount}, of which overdue {overdue}, worth {overdue_amount}."
                ),
                N_(
                    "Open on the day: {count} invoices worth {amount}, of which overdue {overdue}, worth {overdue_amount}."
                ),
                owed.open,
                amount=f"{words.exact(owed.open_amount)} {words.currency}",
                overdue=owed.overdue,
                overdue_amount=f"{words.exact(owed.overdue_amount)} {words.currency}",
            )
        )
    headings = (
        (say(N_("Client")), "left"),
        (say(N_("Shown")), "right"),
        (say(N_("Out of")), "right"),
        (say(N_("Rate")), "right"),
        (say(N_("Value")), "right"),
    )
    body = (
        [one.name, words.count(one.events), words.count(one.exposure), "" if one.rate is None else words.rate(sign, one.rate), words.money(one.value_shown, unit=False) if one.value_shown is not None else ""]
        for one in clients
    )  # fmt: skip
    screen.print()
    screen.print(table(headings, body))


COMMAND = Command(
    "occasions",
    6,
    N_("list every occasion of one sign, or its totals per client and overall"),
    arguments,
    run,
)
