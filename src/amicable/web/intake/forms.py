"""What people type in: facts about the firm, answers about a file, the layout of a table."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from babel import Locale
from babel.dates import get_day_names
from django import forms
from django.http import QueryDict

from amicable.connectors import Layout, Sketch, written
from amicable.duties import PROFESSIONS
from amicable.evidence import Firm, schema, schemas
from amicable.evidence.schema import Kind
from amicable.i18n import N_
from amicable.web.intake.models import File
from amicable.web.rendering import language, told

DATE_ORDERS = {
    "": N_("as the file itself shows"),
    "dmy": N_("day, month, year"),
    "mdy": N_("month, day, year"),
    "ymd": N_("year, month, day"),
}
DECIMALS = {
    "": N_("as the file itself shows"),
    ",": N_("comma: 1.234,56"),
    ".": N_("point: 1,234.56"),
}
UNITS = {
    "": N_("hours, or a clock like 1:30"),
    "hours": N_("hours"),
    "minutes": N_("minutes"),
    "seconds": N_("seconds"),
    "clock": N_("a clock like 1:30"),
}
KEEPS = {
    "": N_("each row is one record"),
    "first": N_("several rows can belong to one record; the first counts"),
    "last": N_("several rows can belong to one record; the last counts"),
}
CONSTANT_KINDS = (Kind.TEXT, Kind.CHOICE, Kind.CURRENCY, Kind.BOOLEAN, Kind.DATE)
LONGEST = 200
LONGEST_MAPPING = 50_000


class FirmForm(forms.Form):
    """Facts about the firm that imports and signs depend on."""

    name = forms.CharField(required=False, max_length=120)
    country = forms.ChoiceField(required=False)
    profession = forms.ChoiceField(required=False)
    currency = forms.CharField(max_length=3)
    zone = forms.ChoiceField()
    domains = forms.CharField(required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    opens = forms.CharField(max_length=5, widget=forms.TimeInput(attrs={"type": "time"}))
    closes = forms.CharField(max_length=5, widget=forms.TimeInput(attrs={"type": "time"}))
    workdays = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    hourly_cost = forms.FloatField(required=False, min_value=0)
    owner_hour = forms.FloatField(required=False, min_value=0)
    chasing_minutes = forms.FloatField(required=False, min_value=0, max_value=600)
    financing_rate = forms.FloatField(required=False, min_value=0, max_value=100)
    bad_debt_days = forms.IntegerField(required=False, min_value=1, max_value=3650)
    complete_hours = forms.FloatField(required=False, min_value=0, max_value=100)
    complete_revenue = forms.FloatField(required=False, min_value=0, max_value=100)
    complete_periods = forms.FloatField(required=False, min_value=0, max_value=100)

    def __init__(self, firm: Firm, data: QueryDict | None = None) -> None:
        super().__init__(data, initial=_initial(firm))
        self.firm = firm
        self.fields["country"].choices = _countries()
        self.fields["profession"].choices = _professions(firm)
        self.fields["zone"].choices = _zones()
        self.fields["workdays"].choices = list(_days())
        for name, (label, hint) in FIRM_WORDS.items():
            self.fields[name].label = told(label)
            self.fields[name].help_text = told(hint) if hint else ""
            if name != "workdays":
                chosen = isinstance(self.fields[name].widget, forms.Select)
                self.fields[name].widget.attrs["class"] = "form-select" if chosen else "form-control"

    def facts(self) -> dict[str, object]:
        """The facts as the ledger keeps them."""
        given = self.cleaned_data
        costs = {role: cost for role, cost in self.firm.hourly_cost.items() if role != "*"}
        if given["hourly_cost"] is not None:
            costs["*"] = given["hourly_cost"]
        return {
            "name": given["name"].strip(),
            "country": given["country"],
            "profession": given["profession"],
            "currency": given["currency"].strip().upper(),
            "zone": given["zone"],
            "domains": tuple(dict.fromkeys(given["domains"].replace(",", " ").lower().split())),
            "opens": given["opens"][:5],
            "closes": given["closes"][:5],
            "workdays": tuple(sorted(int(day) for day in given["workdays"])),
            "hourly_cost": costs,
            **self._costs(),
        }

    def _costs(self) -> dict[str, object]:
        """What things cost; shares are typed in percent, and an empty field leaves what is shipped."""
        given, rate = self.cleaned_data, self.cleaned_data["financing_rate"]
        complete = {name: given[f"complete_{name}"] for name in ("hours", "revenue", "periods")}
        return {
            "owner_hour": given["owner_hour"],
            "chasing_minutes": given["chasing_minutes"],
            "financing_rate": None if rate is None else rate / PERCENT,
            "bad_debt_days": given["bad_debt_days"] or Firm.bad_debt_days,
            "completeness": {name: share / PERCENT for name, share in complete.items() if share is not None},
        }

    @property
    def costs_are_known(self) -> bool:
        """Whether the fold holds anything to look at: facts that the firm set, or a mistake."""
        set_by_firm = any(
            self.initial[name] not in (None, "") for name in COST_FIELDS if name != "bad_debt_days"
        )
        return set_by_firm or any(name in self.errors for name in COST_FIELDS)


FIRM_WORDS = {
    "name": (N_("Name of the firm"), ""),
    "country": (N_("Country"), N_("Decides which days are public holidays.")),
    "profession": (N_("What is your profession?"), N_("Together with the country it decides which duties a case begins with.")),
    "currency": (N_("Currency that you report in"), N_("Three letters, for example EUR.")),
    "zone": (N_("Time zone of your staff"), N_("What counts as after hours is told by this clock.")),
    "domains": (N_("Your own mail domains"), N_("One on each line, for example example.com; single addresses are fine too. They tell your side of a message from the client's.")),
    "opens": (N_("A working day begins at"), ""),
    "closes": (N_("A working day ends at"), ""),
    "workdays": (N_("Days you work"), ""),
    "hourly_cost": (N_("What an hour of your staff costs you"), N_("Wage and overheads, in the currency above. Without it the margin of a client stays unknown. Costs of single roles, if set, come before it.")),
    "owner_hour": (N_("What an hour of an owner or partner is worth elsewhere"), N_("What they would earn with other work in that hour, in the currency above. It prices the owner's time that a client takes.")),
    "chasing_minutes": (N_("Minutes that one reminder of a payment takes you"), N_("Writing it, checking the bank, answering the excuse. It prices the chasing of late payers.")),
    "financing_rate": (N_("What money costs you in a year, in percent"), N_("For example the interest of your credit line: 8. It prices what is paid later than agreed.")),
    "bad_debt_days": (N_("Days after which an open invoice counts as bad debt"), N_("Counted from the day it was due.")),
    "complete_hours": (N_("Share of the hours whose cost must be known, in percent"), N_("Below it, no margin is shown. Empty: 95.")),
    "complete_revenue": (N_("Share of the revenue that must be known by client, in percent"), N_("Below it, no margin is shown. Empty: 95.")),
    "complete_periods": (N_("Share of the year in which costs and revenue must both be recorded, in percent"), N_("Below it, no margin is shown. Empty: 50.")),
}  # fmt: skip
COST_FIELDS = ("owner_hour", "chasing_minutes", "financing_rate", "bad_debt_days", "complete_hours", "complete_revenue", "complete_periods")  # fmt: skip
"""What stands in the fold “What things cost”."""
PERCENT = 100


def _initial(firm: Firm) -> dict[str, object]:
    facts = {
        name: getattr(firm, name)
        for name in ("name", "country", "profession", "currency", "zone", "opens", "closes")
    }
    return facts | {
        "domains": "\n".join(firm.domains),
        "workdays": [str(day) for day in firm.workdays],
        "hourly_cost": firm.hourly_cost.get("*"),
        "owner_hour": firm.owner_hour,
        "chasing_minutes": firm.chasing_minutes,
        "financing_rate": _percent(firm.financing_rate),
        "bad_debt_days": firm.bad_debt_days,
        **{
            f"complete_{name}": _percent(firm.completeness.get(name))
            for name in ("hours", "revenue", "periods")
        },
    }


def _percent(share: float | None) -> float | None:
    return None if share is None else round(share * PERCENT, 6)


def _countries() -> list[tuple[str, str]]:
    known = Locale(language()).territories
    found = sorted(((code, name) for code, name in known.items() if code.isalpha() and code not in ("EU", "EZ", "UN", "ZZ", "XA", "XB")), key=lambda one: one[1])  # fmt: skip
    return [("", "—"), *found]


def _professions(firm: Firm) -> list[tuple[str, str]]:
    """Those that policy packs are for, and the firm's own."""
    known = {name: told(title) for name, title in PROFESSIONS.items()}
    own = {firm.profession: firm.profession} if firm.profession not in {"", *known} else {}
    return [("", told(N_("another, or several"))), *(known | own).items()]


@cache
def _zones() -> list[tuple[str, str]]:
    found = sorted(name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "posix", "right", "SystemV")))  # fmt: skip
    return [("UTC", "UTC"), *((name, name.replace("_", " ")) for name in found)]


def _days() -> Iterator[tuple[str, str]]:
    for number, name in sorted(get_day_names("wide", "stand-alone", language()).items()):
        yield str(number), name


def answer(given: QueryDict) -> dict[str, str]:
    """What a person says about dates and numbers of a file."""
    return {
        "date_order": _one_of(given.get("date_order", ""), DATE_ORDERS),
        "decimal": _one_of(given.get("decimal", ""), DECIMALS),
    }


def mapping(given: QueryDict, sketch: Sketch, file: File) -> tuple[Layout, str, bool]:
    """The layout, the mapping that follows, and whether that was written by hand."""
    title = file.mapping_name or file.path.name.split(".")[0]
    chosen = (
        layout(given, sketch, title)
        if given.get("act") in ("try", "save")
        else proposed(sketch, given.get("title", "").strip()[:60] or title)
    )
    if given:
        by_hand = bool(given.get("by_hand"))
        text = given.get("text", "").replace("\r\n", "\n")[:LONGEST_MAPPING] if by_hand else written(chosen)
    else:
        by_hand = bool(file.mapping)
        text = file.mapping or written(chosen)
    return chosen, text, by_hand


def layout(given: QueryDict, sketch: Sketch, title: str) -> Layout:
    """The layout as the form has it; what is no column of the file is left out."""
    table = given.get("table", "") if given.get("table", "") in schemas() else sketch.table or "invoices"
    columns = {name: column for name in schema(table).columns if (column := given.get(f"column-{name}", "")) in sketch.names}  # fmt: skip
    constants = {
        name: said
        for name in schema(table).columns
        if name not in columns and (said := given.get(f"constant-{name}", "").strip()[:LONGEST])
    }
    client_name = given.get("client_name", "")
    return Layout(
        title=given.get("title", "").strip()[:60] or title,
        table=table,
        columns=columns,
        constants=constants,
        client_name=client_name if client_name in sketch.names else "",
        date=_one_of(given.get("date", ""), DATE_ORDERS),
        decimal=_one_of(given.get("decimal", ""), DECIMALS),
        unit=_one_of(given.get("unit", ""), UNITS),
        keep=_one_of(given.get("keep", ""), KEEPS),
    )


def proposed(sketch: Sketch, title: str) -> Layout:
    """The layout that the table resembles, to begin with."""
    return Layout(title=title, table=sketch.table or "invoices", columns=sketch.columns)


def columns_asked(sketch: Sketch, chosen: Layout) -> list[dict[str, Any]]:
    """Each column of evidence as the form asks for it, required ones and those found first."""
    table = schema(chosen.table)
    found = [
        {
            "name": name,
            "about": column.about,
            "required": column.required and name != table.key,
            "column": chosen.columns.get(name, ""),
            "constant": chosen.constants.get(name, ""),
            "may_be_constant": column.kind in CONSTANT_KINDS,
            "choices": column.choices,
            "rivals": sketch.rivals.get(name, ()),
            "example": _example(sketch, chosen.columns.get(name, "")),
        }
        for name, column in table.columns.items()
    ]
    return sorted(found, key=lambda one: (not one["required"], not (one["column"] or one["constant"])))


def _example(sketch: Sketch, column: str) -> str:
    if column not in sketch.names:
        return ""
    place = sketch.names.index(column)
    cells: Sequence[str] = [row[place] or "" for row in sketch.rows if place < len(row)]
    return next((cell[:60] for cell in cells if cell), "")


def _one_of(given: str, known: Mapping[str, str]) -> str:
    return given if given in known else ""
