"""What is paid to whom, by when."""

from collections.abc import Iterator

from amicable.disengagement.account import account
from amicable.disengagement.paragraphs import Block, paragraph
from amicable.disengagement.parting import Parting
from amicable.disengagement.texts import Section


@paragraph("money", 10)
def fees(parting: Parting, voice: Section) -> Iterator[Block]:
    """The balance of the final account; nothing where nobody has made one."""
    settlement = parting.settlement
    if settlement is None or (parting.settled_by is None and settlement.balance):
        return
    if settlement.due.minor:
        yield voice("due", amount=settlement.due, by=parting.settled_by)
    elif settlement.refund.minor:
        yield voice("refund", amount=settlement.refund, by=parting.settled_by)
    else:
        yield voice("even")
    if settlement.lines:
        yield voice("table")
        yield account(settlement, voice.texts)
