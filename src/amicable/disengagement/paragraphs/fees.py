"""What is paid to whom, by when."""

from collections.abc import Iterator

from amicable.disengagement.account import account
from amicable.disengagement.paragraphs import Block, paragraph
from amicable.disengagement.parting import Parting
from amicable.disengagement.texts import Section


@paragraph("money", 10)
def fees(parting: Parting, say: Section) -> Iterator[Block]:
    """The balance of the final account; nothing where nobody has made one."""
    settlement = parting.settlement
    if settlement is None or (parting.settled_by is None and settlement.balance):
        return
    if settlement.due.minor:
        yield say("due", amount=settlement.due, by=parting.settled_by)
    elif settlement.refund.minor:
        yield say("refund", amount=settlement.refund, by=parting.settled_by)
    else:
        yield say("even")
    if settlement.lines:
        yield say("table")
        yield account(settlement, say.texts)
