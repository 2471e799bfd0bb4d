"""How they speak to people."""

from amicable.i18n import N_
from amicable.screening._early import Early

EARLY = Early(
    "respect",
    10,
    N_("How they speak to people"),
    ask=N_("How do they speak to your assistant, to a waiter, about their last adviser?"),
    listen_for=N_("Insults, shouting, contempt for people who cannot answer back."),
    family="staff_abuse",
    clause="conduct",
    grave=True,
)
