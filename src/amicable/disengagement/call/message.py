"""The message."""

from collections.abc import Iterator

from amicable.disengagement.call import line
from amicable.disengagement.parting import Parting
from amicable.disengagement.texts import Section
from amicable.i18n import N_


@line(
    50,
    title=N_("The message"),
    purpose=N_("Say it in one sentence, with the day. Then be silent and let it arrive."),
    avoid=N_("Nothing after it: no softening, no further reason."),
)
def message(parting: Parting, voice: Section) -> Iterator[str]:
    """That it ends, and on which day."""
    yield voice("decided", end_on=parting.end_on)
