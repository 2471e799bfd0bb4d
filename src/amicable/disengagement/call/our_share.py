"""Our own share in it."""

from collections.abc import Iterator

from amicable.disengagement.call import line
from amicable.disengagement.parting import Parting
from amicable.disengagement.texts import Section
from amicable.i18n import N_

NOT_OURS = frozenset({"staff_abuse", "unethical_conduct"})
"""Causes in which no share is ours."""


@line(
    40,
    title=N_("Our share"),
    purpose=N_("Take a share, so that nobody has to be the villain."),
    avoid=N_("No admission that costs money; only what is documented."),
)
def our_share(parting: Parting, voice: Section) -> Iterator[str]:
    """What of it is ours; nothing where the client behaved badly or suggested what is not allowed."""
    if parting.own_faults:
        yield voice("named", fault=parting.own_faults[0])
    elif parting.cause not in NOT_OURS:
        yield voice("shared")
