"""The reason, short."""

from collections.abc import Iterator

from amicable.disengagement.call import line
from amicable.disengagement.parting import Parting
from amicable.disengagement.texts import Section
from amicable.duties import Reason
from amicable.i18n import N_


@line(
    60,
    title=N_("The reason"),
    purpose=N_("Give one true reason. It is the strongest of all remedies, and one is enough."),
    avoid=N_("No second reason: each further one invites an argument."),
)
def reason(parting: Parting, voice: Section) -> Iterator[str]:
    """One sentence; nothing where none is to be given."""
    if parting.reason is None or parting.rules.reason in (Reason.FORBIDDEN, Reason.ADVISED_AGAINST):
        return
    yield parting.reason or voice(parting.cause if parting.cause in voice else "general")
