"""First words."""

from collections.abc import Iterator

from amicable.disengagement.call import line
from amicable.disengagement.parting import Parting
from amicable.disengagement.texts import Section
from amicable.i18n import N_


@line(
    10,
    title=N_("Greeting"),
    purpose=N_("Say who calls, and make sure that this is a good moment."),
    avoid=N_("No small talk: it makes what follows harder to hear."),
)
def greeting(parting: Parting, voice: Section) -> Iterator[str]:
    """Who calls."""
    name = parting.spoken_name(parting.addressees[0])
    speaker = parting.firm.speaker or voice("speaker")
    yield voice("hello" if name else "unnamed", name=name, speaker=speaker, firm=parting.firm.name)
