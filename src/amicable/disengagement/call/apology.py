"""An apology, where the advisor proposes it."""

from collections.abc import Iterator

from amicable.disengagement.call import line
from amicable.disengagement.parting import Parting
from amicable.disengagement.texts import Section
from amicable.i18n import N_


@line(
    80,
    title=N_("Apology"),
    purpose=N_("Apologise for the thing that went wrong, never for the decision."),
    avoid=N_("No apology where the client is glad to go, or in the heat of a quarrel."),
)
def apology(parting: Parting, voice: Section) -> Iterator[str]:
    """For a documented thing, or that it did not fit; nothing where none is advised."""
    if not parting.apologise:
        return
    if parting.own_faults:
        yield voice("named")
    else:
        yield voice("fit")
