"""The end of the call."""

from collections.abc import Iterator

from amicable.disengagement.call import line
from amicable.disengagement.parting import Parting
from amicable.disengagement.texts import Section
from amicable.i18n import N_


@line(
    110,
    title=N_("Close"),
    purpose=N_("Wish well, and hang up. Nothing is discussed any more."),
    avoid=N_("No “keep in touch”, no debate."),
)
def close(parting: Parting, voice: Section) -> Iterator[str]:
    """A wish."""
    reader = parting.addressees[0]
    if reader.salutation:
        yield voice("named", name=reader.salutation)
    else:
        yield voice("wish")
