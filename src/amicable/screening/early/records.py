"""What they bring."""

from amicable.i18n import N_
from amicable.screening._early import Early

EARLY = Early(
    "records",
    60,
    N_("What they bring"),
    ask=N_("Ask for two documents by a day that you agree on."),
    listen_for=N_("They come late, incomplete, or not at all, and it is somebody else’s fault."),
    family="error_prone",
    clause="conduct",
    grave=False,
)
