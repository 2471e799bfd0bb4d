"""We solve requests late."""

from amicable.evidence import Evidence
from amicable.i18n import N_
from amicable.signs import Occasions, Side, sign


@sign(
    title=N_("We solve their requests late"),
    explanation=N_(
        "Tickets of the client that we closed late, out of all of them whose end is written down."
    ),
    family="own_faults",
    side=Side.OURS,
    needs=("tickets",),
    situation=N_("Their request of {date} was solved late ({quote})."),
    rule_out=(
        N_("we waited for the client's answer"),
        N_("the ticket was solved, and closed later"),
        N_("a wish without a deadline"),
    ),
    framing=N_("We have let you wait for what you asked of us."),
    remedies=("own_fault_fix",),
    above=0.25,
    about={"days": N_("Days after which a request counts as solved late.")},
)
def our_missed_deadlines(evidence: Evidence, *, days: int = 5) -> Occasions:
    """Tickets whose end is known, and those that were open for longer than `days`."""
    tickets = evidence.tickets
    return Occasions(
        "tickets",
        of=tickets,
        on="opened_on",
        where=tickets.closed_day.notnull() & ~tickets.automatic.fill_null(False),
        amount=tickets.closed_day - tickets.opened_day > days,
        decided_on=tickets.closed_on,
    )
