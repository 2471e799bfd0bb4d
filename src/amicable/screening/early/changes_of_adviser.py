"""Advisers before you."""

from amicable.i18n import N_
from amicable.screening._early import Early

EARLY = Early(
    "changes_of_adviser",
    40,
    N_("Advisers before you"),
    ask=N_("Ask: “With whom did you work before, and why did it end?” Ask for leave to call them."),
    listen_for=N_("Three advisers in three years, each of them incompetent, none of whom may be called."),
    family="dissatisfaction",
    clause="exit",
    grave=False,
)
