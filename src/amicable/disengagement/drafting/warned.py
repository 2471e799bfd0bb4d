"""From what is known of a client to the written warning: documented facts, our part, a target and its day."""

from dataclasses import dataclass
from datetime import date

from amicable.disengagement.call.framing import DAYS_ONLY
from amicable.disengagement.drafting.from_dossier import OWN
from amicable.disengagement.notices import Warned
from amicable.disengagement.parting import Addressee, Parting
from amicable.i18n import N_
from amicable.refusal import Refusal

MOST_FACTS = 8


class NoContact(Refusal):
    """The client would not know where to answer."""


@dataclass(frozen=True)
class Improvement:
    """What is agreed on: a target that can be measured, and by when."""

    to: Addressee
    target: str
    """A whole sentence with a number."""
    until: date
    ours: str = ""
    """What we do ourselves, as a whole sentence."""
    contact: str = ""
    """Where the client answers; empty: at the e-mail address of the firm."""


def warned(parting: Parting, wanted: Improvement, *, as_of: date, since: date) -> Warned:
    """What the warning is made of; `since`: from when the plan speaks where no fact is named."""
    contact = wanted.contact or parting.firm.email
    if not contact:
        raise NoContact(N_("The letter asks the client to answer, and does not say where. Give an e-mail address or a telephone number."))  # fmt: skip
    unnamed = parting.cause in DAYS_ONLY or parting.cause == OWN
    facts = () if unnamed else parting.facts[-MOST_FACTS:]
    return Warned(
        to=wanted.to,
        firm=parting.firm,
        language=parting.language,
        as_of=as_of,
        facts=tuple(one.sentence for one in facts),
        since=facts[0].happened_on if facts else since,
        target=wanted.target,
        until=wanted.until,
        contact=contact,
        ours=wanted.ours,
        since_on=parting.since_on,
        formal=parting.formal,
    )
