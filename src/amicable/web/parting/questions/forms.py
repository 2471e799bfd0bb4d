"""A page of questions as a form, and back to the plain values that parting.toml would hold."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from django import forms

from amicable.i18n import N_
from amicable.web.parting.questions.asking import Ask, Sheet, Table
from amicable.web.rendering import told

INPUT = {"class": "form-control"}
CHOICE = {"class": "form-select"}
DAY = {"class": "form-control", "type": "date"}
TICK = {"class": "form-check-input"}
LONGEST, LONGEST_TEXT = 300, 2000
UNKNOWN, NONE, SOME = "unknown", "none", "some"
SPARE = 2
"""Empty rows that stand ready."""
MOST_ROWS = 60
Content = Mapping[str, Any]


def _choice(ask: Ask) -> forms.Field:
    return forms.ChoiceField(choices=[(value, told(title)) for value, title in ask.choices.items()], widget=forms.Select(attrs=CHOICE))  # fmt: skip


def _known(_ask: Ask) -> forms.Field:
    choices = [("", told(N_("Unknown"))), ("yes", told(N_("Yes"))), ("no", told(N_("No")))]
    return forms.ChoiceField(choices=choices, widget=forms.Select(attrs=CHOICE))


def _number(_ask: Ask) -> forms.Field:
    widget = forms.NumberInput(attrs={**INPUT, "step": "any"})
    return forms.DecimalField(min_value=0, max_digits=14, decimal_places=4, widget=widget)


def _text(length: int, rows: int) -> Callable[[Ask], forms.Field]:
    return lambda _: forms.CharField(max_length=length, widget=forms.Textarea(attrs={**INPUT, "rows": rows}))


FIELDS: Mapping[str, Callable[[Ask], forms.Field]] = {
    "line": lambda _: forms.CharField(max_length=LONGEST, widget=forms.TextInput(attrs=INPUT)),
    "text": _text(LONGEST_TEXT, 3),
    "lines": _text(LONGEST_TEXT, 2),
    "day": lambda _: forms.DateField(widget=forms.DateInput(format="%Y-%m-%d", attrs=DAY)),
    "money": _number,
    "number": _number,
    "choice": _choice,
    "yes": lambda _: forms.BooleanField(widget=forms.CheckboxInput(attrs=TICK)),
    "known": _known,
}


def field_of(ask: Ask) -> forms.Field:
    """The field of one question."""
    field = FIELDS[ask.kind](ask)
    field.required = ask.needed
    field.label = told(ask.label)
    if ask.help or ask.kind == "lines":
        field.help_text = told(ask.help or N_("One a line."))
    return field


def _key(name: str) -> str:
    return name.replace(".", "__")


class AsksForm(forms.Form):
    """Questions of one page, or of one row."""

    def __init__(self, *given: Any, asks: tuple[Ask, ...], **named: Any) -> None:  # noqa: ANN401 (Django's signature)
        super().__init__(*given, **named)
        self.asks = asks
        for ask in asks:
            if ask.none:
                self.fields[f"{_key(ask.name)}__there"] = _there(ask.label, ask.none)
            self.fields[_key(ask.name)] = field_of(ask)

    def values(self) -> dict[str, Any]:
        """What was answered, by the names of the questions; what is unknown is left out."""
        found = ((ask, self.cleaned_data.get(_key(ask.name))) for ask in self.asks)
        plain = {ask.name: _plain(ask, value) for ask, value in found if value not in (None, "")}
        none = [
            ask for ask in self.asks if ask.none and self.cleaned_data[f"{_key(ask.name)}__there"] == NONE
        ]
        return plain | {ask.name: [] for ask in none}


def _there(label: str, none: str) -> forms.ChoiceField:
    choices = [(UNKNOWN, told(N_("Not known yet"))), (NONE, told(none)), (SOME, told(N_("As written below")))]
    return forms.ChoiceField(choices=choices, required=False, label=told(label), widget=forms.Select(attrs=CHOICE))  # fmt: skip


def _plain(ask: Ask, value: Any) -> Any:  # noqa: ANN401 (a value of any kind)
    if ask.kind == "lines":
        return [line.strip() for line in value.splitlines() if line.strip()]
    if ask.kind == "known":
        return value == "yes"
    if ask.kind == "day":
        return value.isoformat()
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value


def _shown(ask: Ask, value: Any) -> Any:  # noqa: ANN401 (a value of any kind)
    if ask.kind == "lines" and isinstance(value, list):
        return "\n".join(value)
    if ask.kind == "known" and isinstance(value, bool):
        return "yes" if value else "no"
    return value


def _initial(asks: tuple[Ask, ...], content: Content) -> dict[str, Any]:
    """What stands in the fields at first."""
    found = [(ask, _at(content, ask.name)) for ask in asks]
    shown = {_key(ask.name): _shown(ask, value) for ask, value in found if value is not None}
    there = {f"{_key(ask.name)}__there": _is_there(value) for ask, value in found if ask.none}
    return shown | there


def _is_there(value: object) -> str:
    return UNKNOWN if value is None else SOME if value else NONE


def _at(content: Content, name: str) -> Any:  # noqa: ANN401 (a value of any kind)
    table, _, key = name.rpartition(".")
    return (content.get(table) or {}).get(key) if table else content.get(name)


class Rows:
    """The rows of one table, with some empty ones; a row without any entry does not count."""

    def __init__(self, table: Table, content: Content, posted: Any = None) -> None:  # noqa: ANN401 (Django's POST)
        self.table, kept = table, list(content.get(table.name) or ())
        count = min(int(posted.get(f"{table.name}-rows") or 0), MOST_ROWS) if posted else len(kept) + SPARE
        self.count = count
        self.there = _is_there(content.get(table.name)) if posted is None else posted.get(f"{table.name}-there", SOME)  # fmt: skip
        self.forms = [self._form(place, kept, posted) for place in range(count)]

    def _form(self, place: int, kept: list[Content], posted: Any) -> AsksForm:  # noqa: ANN401 (Django's POST)
        initial = _initial(self.table.asks, kept[place]) if place < len(kept) else {}
        return AsksForm(posted, asks=self.table.asks, prefix=f"{self.table.name}-{place}", initial=initial, empty_permitted=True, use_required_attribute=False)  # fmt: skip

    def is_valid(self) -> bool:
        """Whether every row that has an entry is whole."""
        return self.there == NONE or all(form.is_valid() for form in self._filled())

    def _filled(self) -> Iterator[AsksForm]:
        for form in self.forms:
            written = (form.data.get(form.add_prefix(_key(ask.name)), "") for ask in form.asks if ask.kind not in ("choice", "yes"))  # fmt: skip
            if any(str(one).strip() for one in written):
                yield form

    def values(self) -> dict[str, Any]:
        """The rows under the name of their table; nothing where they are unknown."""
        if self.there == NONE and self.table.none:
            return {self.table.name: []}
        rows = [form.values() for form in self._filled()]
        return {self.table.name: rows} if rows else {}


class SheetForm:
    """A whole page: its questions and its tables."""

    def __init__(self, sheet: Sheet, content: Content, posted: Any = None) -> None:  # noqa: ANN401 (Django's POST)
        self.sheet = sheet
        self.asks = AsksForm(posted, asks=sheet.asks, initial=_initial(sheet.asks, content))
        self.tables = [Rows(table, content, posted) for table in sheet.tables]

    def is_valid(self) -> bool:
        """Whether everything can be kept."""
        return all([self.asks.is_valid(), *(rows.is_valid() for rows in self.tables)])

    def merged(self, content: Content) -> dict[str, Any]:
        """`content` with what this page says in place of what it said before."""
        made = {key: dict(value) if isinstance(value, Mapping) else value for key, value in content.items()}
        for ask in self.sheet.asks:
            _take(made, ask.name)
        for name, value in self.asks.values().items():
            _put(made, name, value)
        for rows in self.tables:
            made.pop(rows.table.name, None)
            made |= rows.values()
        return {key: value for key, value in made.items() if value != {}}


def _take(content: dict[str, Any], name: str) -> None:
    table, _, key = name.rpartition(".")
    (content.get(table, {}) if table else content).pop(key, None)


def _put(content: dict[str, Any], name: str, value: Any) -> None:  # noqa: ANN401 (a value of any kind)
    table, _, key = name.rpartition(".")
    (content.setdefault(table, {}) if table else content)[key] = value
