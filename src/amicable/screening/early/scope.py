"""What they want."""

from amicable.i18n import N_
from amicable.screening._early import Early

EARLY = Early(
    "scope",
    70,
    N_("What they want"),
    ask=N_("Ask them to write down in three sentences what they need."),
    listen_for=N_("The wish grows with each talk, and the price is expected to stay."),
    family="scope_creep",
    clause="boundaries",
    grave=False,
)
