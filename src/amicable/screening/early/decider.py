"""Who decides."""

from amicable.i18n import N_
from amicable.screening._early import Early

EARLY = Early(
    "decider",
    90,
    N_("Who decides"),
    ask=N_("Ask: “Who decides, and how fast?”"),
    listen_for=N_("Nobody does; three people want different things; answers take weeks."),
    family="slow_response",
    clause="boundaries",
    grave=False,
)
