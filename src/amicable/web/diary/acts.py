"""The diary's sentences: what each act is called, by app."""

from amicable.i18n import N_
from amicable.web.diary.models import Entry
from amicable.web.rendering import told

ACTS = {
    "people.invited": N_("{email} was invited as {role}."),
    "portfolio.reviewed": N_("The portfolio was reviewed: {named} of {clients} clients named."),
    "portfolio.exported": N_("The list of clients was exported ({form}, {rows} rows)."),
}
"""Act -> its sentence; every act that is written stands here (a test looks)."""


class _Known(dict[str, object]):
    """Values of an older entry may lack a name that the sentence has by now."""

    def __missing__(self, name: str) -> str:
        return "?"


def sentence(entry: Entry) -> str:
    """The entry in the reader's language."""
    words = told(ACTS.get(entry.act, entry.act))
    return words.format_map(_Known(entry.told))
