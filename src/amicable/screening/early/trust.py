"""Whom they believe."""

from amicable.i18n import N_
from amicable.screening._early import Early

EARLY = Early(
    "trust",
    80,
    N_("Whom they believe"),
    ask=N_("Explain one thing of your trade, and listen to the answer."),
    listen_for=N_("They know better from the internet, and want your signature rather than your advice."),
    family="distrusts_expertise",
    clause="exit",
    grave=False,
)
