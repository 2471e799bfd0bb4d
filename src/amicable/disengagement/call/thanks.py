"""Thanks that are true."""

from collections.abc import Iterator

from amicable.disengagement.call import line
from amicable.disengagement.parting import Parting
from amicable.disengagement.texts import Section
from amicable.i18n import N_


@line(
    20,
    title=N_("Thanks"),
    purpose=N_("Thank for something that is true, even where much went badly."),
    avoid=N_("No praise that a “but” follows."),
)
def thanks(parting: Parting, voice: Section) -> Iterator[str]:
    """The firm's own sentence, else thanks for the trust."""
    if parting.thanks:
        yield parting.thanks
    elif parting.since_on:
        yield voice("since", year=str(parting.since_on.year))
    else:
        yield voice("plain")
