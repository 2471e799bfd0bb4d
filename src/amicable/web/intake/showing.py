"""Files and tables as pages show them: kept values become sentences and figures in the reader's language."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from amicable.evidence import schema
from amicable.evidence.schema import Kind
from amicable.i18n import N_
from amicable.report.figures import Figures
from amicable.web.intake.models import File
from amicable.web.rendering import figures, told
from amicable.web.rights import STEER

STANDS = {
    "new": N_("not looked at yet"),
    "ready": N_("ready"),
    "seen": N_("imported before"),
    "asks": N_("a question first"),
    "unknown": N_("not known yet"),
    "unreadable": N_("cannot be read"),
}
ORDER = ("asks", "unknown", "unreadable", "ready", "seen", "new")
"""What must be looked at comes first."""
QUESTIONS = {
    ("date_order", True): N_("Every date in this file could be read in two ways, for example “{example}”. Which comes first, the day or the month?"),
    ("date_order", False): N_("The dates of this file can be read in two ways. Which comes first, the day or the month?"),
    ("decimal", True): N_("The amounts do not show which mark is the decimal mark, for example “{example}”. Which is it?"),
    ("decimal", False): N_("Numbers of this file use both marks. Which one is the decimal mark?"),
}  # fmt: skip
TITLES = {
    "clients": N_("Clients"),
    "contacts": N_("Contacts"),
    "costs": N_("Costs"),
    "credits": N_("Credits and refunds"),
    "document_requests": N_("Document requests"),
    "engagements": N_("Engagements"),
    "incidents": N_("Incidents"),
    "invoices": N_("Invoices"),
    "meetings": N_("Meetings"),
    "messages": N_("Messages"),
    "orders": N_("Orders"),
    "payments": N_("Payments"),
    "pulses": N_("Pulses"),
    "readings": N_("Readings of messages"),
    "referrals": N_("Referrals"),
    "returns": N_("Returns"),
    "staff": N_("Staff"),
    "tickets": N_("Tickets"),
    "time_entries": N_("Hours worked"),
}
"""What the tables of evidence are called on pages."""
MONEY, SECONDS = Kind.MONEY.value, Kind.SECONDS.value


def page(request: HttpRequest, template: str, shown: dict[str, Any], status: int = 200) -> HttpResponse:
    """One of the pages where records come in."""
    around = {"may": request.user.may(STEER, writing=True), "titles": TITLES}
    return render(request, template, around | shown, status=status)


def file(one: File) -> dict[str, Any]:
    """A file that has not been imported."""
    found = one.tables or []
    return {
        "file": one,
        "stands": one.stands,
        "word": told(STANDS[one.stands]),
        "tables": tables(found),
        "questions": _questions(found),
        "may_answer": bool(_questions(found) or one.date_order or one.decimal),
    }


def _questions(found: list[dict[str, Any]]) -> list[str]:
    """What is asked about dates and numbers, each once."""
    asked: dict[str, str] = {}
    for table in found:
        for name, values in table["questions"]:
            if name != "mapping":
                words = QUESTIONS[name, "example" in values]
                asked.setdefault(name, told(words, **values) if "example" in values else told(words))
    return list(asked.values())


def tables(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The tables of a file as they were looked at."""
    return [
        table
        | {
            "seen": False,
            "left_out": [(told(reason, **values), rows) for reason, values, rows in table["left_out"]],
            "problems": [_problem(one) for one in table["problems"]],
            "doubts": [told(one["message"], **one["values"]) for one in table["doubts"]],
            "previews": [_preview(one) for one in table["previews"]],
        }
        for table in found
    ]


def _problem(one: dict[str, Any]) -> dict[str, Any]:
    return one | {"sentence": told(one["message"], **one["values"])}


def _preview(one: dict[str, Any]) -> dict[str, Any]:
    columns = schema(one["table"]).columns
    abouts = [told(columns[name].about).rstrip(".") for name, _ in one["columns"]]
    kinds = [kind for _, kind in one["columns"]]
    words = figures()
    rows = [
        [_cell(words, kind, value, currency) for kind, value in zip(kinds, row, strict=True)]
        for row, currency in zip(one["rows"], one["currencies"], strict=True)
    ]
    return {"table": one["table"], "columns": abouts, "rows": rows}


def _cell(words: Figures, kind: str, value: Any, currency: str) -> str:  # noqa: ANN401 (any cell)
    if value is None:
        return ""
    if kind == MONEY:
        return words.exact(value, currency)
    if kind == SECONDS:
        return words.hours(value / 3600)
    if kind == Kind.DATE.value:
        return words.day(date.fromisoformat(value))
    if kind == Kind.TIMESTAMP.value:
        return words.moment(datetime.fromisoformat(value))
    return str(value)


def outcome(one: File) -> dict[str, Any]:
    """A file that has been imported: what became of its rows."""
    return {"file": one, "tables": [_became(table) for table in one.outcome or []]}


def _became(table: dict[str, Any]) -> dict[str, Any]:
    out = sum(rows for _, _, rows in table["left_out"])
    return table | {
        "entered": 0 if table["seen"] else table["read"] - table["folded"] - out - table["kept_out"],
        "left_out": [(told(reason, **values), rows) for reason, values, rows in table["left_out"]],
        "problems": [_problem(each) for each in table["problems"]],
        "doubts": [told(each["message"], **each["values"]) for each in table["doubts"]],
    }
