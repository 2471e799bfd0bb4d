"""How they pay."""

from amicable.i18n import N_
from amicable.screening._early import Early

EARLY = Early(
    "payment",
    30,
    N_("How they pay"),
    ask=N_("Ask for a deposit, and whom you may ask about their payments."),
    listen_for=N_(
        "A long talk about the price before the work is understood; no deposit; old suppliers who were not paid."
    ),
    family="payment",
    clause="payment",
    grave=False,
)
