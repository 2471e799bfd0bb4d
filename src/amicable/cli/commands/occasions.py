"""amicable occasions: every occasion of one sign, or its totals."""

import argparse
from typing import TYPE_CHECKING, Any

from amicable.cli._asking import asking, criteria, evidence, face_values
from amicable.cli._command import Command
from amicable.i18n import N_, say, say_count
from amicable.money import Money

if TYPE_CHECKING:
    from datetime import date

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
    from amicable.cli import _shown
    from amicable.decision.occasions import rows
    from amicable.report import answers

    found = rows(sign, known, client_id=given.client)
    currency = known.firm.currency
    if given.json or given.csv:
        listed = found.select(*COLUMNS).to_pyarrow().to_pylist()
        for row in listed:
            row["value"] = answers.money(row["value"], currency)
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
    headings = (
        (say(N_("Day")), "left"),
        (say(N_("Client")), "left"),
        (say(N_("Shown")), "right"),
        (say(N_("Out of")), "right"),
        (say(N_("Value")), "right"),
        (say(N_("Fact")), "left"),
    )
    body = (_line(row, words) for row in listed)
    _shown.console().print(_shown.table(headings, body, title=say(sign.title)))
    return 0


def _line(row: dict[str, Any], words: "Figures") -> list[str]:
    value = "" if row["value"] is None else words.money(row["value"], unit=False)
    shown, out_of = words.count(row["amount"]), words.count(row["out_of"])
    return [
        words.day(row["happened_on"]),
        row["name"] or row["client_id"],
        shown,
        out_of,
        value,
        row["evidence_id"],
    ]


def _totals(given: argparse.Namespace, sign: "Sign", known: "Evidence") -> int:
    from amicable.cli import _shown
    from amicable.decision.occasions import totals
    from amicable.report import answers

    overall, clients = totals(sign, known)
    currency = known.firm.currency
    if given.csv:
        _shown.as_csv([answers.total(one, currency) for one in clients], TOTALS)
        return 0
    faces = _faces(given, sign, known)
    if given.json:
        answer = {
            "sign": sign.name,
            "as_of": known.as_of.isoformat(),
            "currency": currency,
            "parameters": dict(sign.parameters),
            "overall": answers.total(overall, currency),
            "face_values": {code: answers.face(*face, code) for code, face in faces.items()},
            "receivables": answers.receivables([(face[1], code) for code, face in faces.items()]),
            "clients": [answers.total(one, currency) for one in clients],
        }
        _shown.as_json("amicable.totals/1", answer)
    else:
        _show(sign, overall, clients[: given.top], _shown.words(currency))
        owing = [(face[1], code) for code, face in faces.items()]
        if any(owed.open for owed, _ in owing):
            _shown.console().print(owed_sentence(owing, known.as_of, _shown.words(currency)))
    return 0


def _faces(
    given: argparse.Namespace, sign: "Sign", known: "Evidence"
) -> "dict[str, tuple[Total, Receivables]]":
    """Totals and receivables by currency, at face value, of signs about invoices."""
    from amicable.decision.occasions import receivables, totals

    if "invoices" not in sign.needs:
        return {}
    faces = face_values(given, known)
    return {code: (totals(sign, one)[0], receivables(one)) for code, one in faces.items()}


def owed_sentence(owing: "list[tuple[Receivables, str]]", day: "date", words: "Figures") -> str:
    """What was open and what overdue, with the currencies apart where there are several."""
    amounts = [(code, owed.open_amount, owed.overdue_amount) for owed, code in owing if owed.open]
    apart = "; ".join(f"{words.exact(total, code)} {code}" for code, total, _ in amounts)
    late = "; ".join(f"{words.exact(overdue, code)} {code}" for code, _, overdue in amounts if overdue)
    first = owing[0][0]
    sentence = say_count(
        "Open on {day}: {count} invoice worth {amount}; of them overdue: {overdue}, worth {late}.",
        "Open on {day}: {count} invoices worth {amount}; of them overdue: {overdue}, worth {late}.",
        first.open,
        day=words.day(day, "long"),
        amount=apart,
        overdue=first.overdue,
        late=late or "0",
    )
    if len(amounts) > 1:
        total = words.number(sum(float(Money(amount, code).amount) for code, amount, _ in amounts), 2)
        over = words.number(sum(float(Money(overdue, code).amount) for code, _, overdue in amounts), 2)
        sentence += " " + say(
            N_("Face amounts added up whatever the currency: {total}, overdue {over}."),
            total=total,
            over=over,
        )
    return sentence


def _show(sign: "Sign", overall: "Total", clients: "list[Total]", words: "Figures") -> None:
    from amicable.cli._shown import console, table

    screen = console()
    screen.print(say(sign.title), style="bold")
    screen.print(say(sign.explanation))
    counted = {"events": words.count(overall.events), "exposure": words.count(overall.exposure)}
    screen.print(
        say(
            N_("Overall: {events} of {exposure} ({rate})."),
            rate=words.rate(sign, overall.rate or 0),
            **counted,
        )
    )
    headings = (
        (say(N_("Client")), "left"),
        (say(N_("Shown")), "right"),
        (say(N_("Out of")), "right"),
        (say(N_("Rate")), "right"),
        (say(N_("Value")), "right"),
    )
    screen.print()
    screen.print(table(headings, (_row(sign, one, words) for one in clients)))


def _row(sign: "Sign", one: "Total", words: "Figures") -> list[str]:
    rate = "" if one.rate is None else words.rate(sign, one.rate)
    value = "" if one.value_shown is None else words.money(one.value_shown, unit=False)
    return [one.name, words.count(one.events), words.count(one.exposure), rate, value]


COMMAND = Command(
    "occasions",
    6,
    N_("list every occasion of one sign, or its totals per client and overall"),
    arguments,
    run,
)
