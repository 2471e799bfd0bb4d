"""What they ask you to bend."""

from amicable.i18n import N_
from amicable.screening._early import Early

EARLY = Early(
    "honesty",
    20,
    N_("What they ask you to bend"),
    ask=N_("Ask: “What did your last adviser refuse to do for you?”"),
    listen_for=N_("Hints at two sets of books, at a date to be moved, at a name to be left out."),
    family="unethical_conduct",
    clause="conduct",
    grave=True,
)
