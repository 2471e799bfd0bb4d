"""What happens next."""

from collections.abc import Iterator

from amicable.disengagement.call import line
from amicable.disengagement.parting import Parting
from amicable.disengagement.texts import Section
from amicable.i18n import N_


@line(
    100,
    title=N_("Next steps"),
    purpose=N_("Say what happens until the last day, and that it comes in writing."),
)
def next_steps(parting: Parting, voice: Section) -> Iterator[str]:
    """Work until the end, money, and the letter."""
    yield voice("until", end_on=parting.end_on)
    if parting.settlement and parting.settlement.refund.minor:
        yield voice("refund", refund=parting.settlement.refund)
    elif parting.settlement and parting.settlement.due.minor:
        yield voice("due", due=parting.settlement.due)
    yield voice("letter")
