"""How a text of a firm's own will read: its placeholders filled with examples."""

from datetime import date
from types import MappingProxyType

from amicable.disengagement.texts import Texts
from amicable.disengagement.texts.gaps import placeholders
from amicable.money import Money

DAYS = ("answer_by", "by", "date", "due", "due_on", "end_on", "first", "from_on", "last", "on", "told_on", "until")  # fmt: skip
AMOUNTS = ("amount", "base", "price", "refund")
EXAMPLES = MappingProxyType(
    dict.fromkeys(DAYS, date(2026, 12, 31))
    | dict.fromkeys(AMOUNTS, Money(12_100, "EUR"))
    | dict.fromkeys(("invoice", "number"), "1042")
    | dict.fromkeys(("client", "name", "names"), "Kowalska")
    | {"all_days": 365, "count": 3, "days": 14, "done": 9, "minutes": 15, "planned": 12}
    | {"email": "office@example.com", "firm": "Puig & Lee", "percent": "75%", "phone": "555 0100"}
    | {"contact": "Sam Lee", "speaker": "Sam Lee", "time": "18:40", "year": "2019"}
)
UNSAID = "…"
"""Stands for what is a sentence of somebody's own."""


def filled(text: str, language: str) -> str:
    """`text` as it will read, with examples in place of what stands in braces."""
    texts = Texts(language)
    return text.format_map({name: texts.shown(EXAMPLES.get(name, UNSAID)) for name in placeholders(text)})
