"""Who can help instead."""

from collections.abc import Iterator

from amicable.disengagement.call import line
from amicable.disengagement.parting import Parting
from amicable.disengagement.texts import Section
from amicable.i18n import N_


@line(
    90,
    title=N_("Alternatives"),
    purpose=N_("Name who can help from now on. It is one of the two things that soften an end for certain."),
    avoid=N_("No promise in the name of others."),
)
def alternatives(parting: Parting, voice: Section) -> Iterator[str]:
    """Up to three names, else where names are found."""
    if not parting.alternatives:
        yield voice("directory")
        return
    yield voice("named", names=tuple(f"{one.name} ({one.good_for})" for one in parting.alternatives[:3]))
