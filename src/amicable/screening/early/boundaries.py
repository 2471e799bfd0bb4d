"""Hours and urgency."""

from amicable.i18n import N_
from amicable.screening._early import Early

EARLY = Early(
    "boundaries",
    50,
    N_("Hours and urgency"),
    ask=N_("Offer a meeting in office hours next week, and see what comes back."),
    listen_for=N_(
        "Messages at night before there is an agreement; everything is urgent; your first answer is not waited for."
    ),
    family="no_boundaries",
    clause="boundaries",
    grave=False,
)
