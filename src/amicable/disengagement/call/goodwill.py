"""A sign of goodwill, where the advisor proposes it."""

from collections.abc import Iterator

from amicable.disengagement.call import line
from amicable.disengagement.parting import Parting
from amicable.disengagement.texts import Section
from amicable.i18n import N_


@line(
    70,
    title=N_("Goodwill"),
    purpose=N_("Let the client leave with something in hand."),
    avoid=N_("Never in exchange for silence or for a good review."),
)
def goodwill(parting: Parting, voice: Section) -> Iterator[str]:
    """What is given beyond the settled account; nothing where nothing is given."""
    given = parting.goodwill
    if given is None:
        return
    if given.refund and given.by:
        yield voice("refund", amount=given.refund, by=given.by)
    if given.waived_invoice:
        yield voice("waived", invoice=given.waived_invoice)
    if given.support and parting.support:
        yield voice("help", until=parting.support.until)
