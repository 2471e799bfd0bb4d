"""We answer slowly."""

from amicable.evidence import Evidence
from amicable.i18n import N_
from amicable.signs import Occasions, Side, exchanges, sign


@sign(
    title=N_("We answer slowly"),
    explanation=N_(
        "Threads that the client began in which we took long to answer, or did not answer although it wrote again; in working hours of ours."
    ),
    family="own_faults",
    side=Side.OURS,
    needs=("messages",),
    situation=N_("We let their message of {date} wait ({quote})."),
    rule_out=(
        N_("the message needed no answer"),
        N_("we answered by telephone"),
        N_("our answers are kept in another mailbox"),
    ),
    framing=N_("We have let you wait for our answers."),
    remedies=("own_fault_fix", "reassign"),
    above=0.3,
    times=1.5,
    enough=10,
    about={"reply_hours": N_("Working hours after which an answer counts as slow.")},
)
def our_late_replies(evidence: Evidence, *, reply_hours: int = 20) -> Occasions:
    """Threads the client began that were answered, or in which it asked again, and those answered slowly or never."""
    threads = exchanges(evidence)
    ignored = (threads.ours == 0) & (threads.theirs > 1)
    return Occasions(
        "messages",
        of=threads,
        on="sent_on",
        where=~threads.begun_by_us & ((threads.ours > 0) | ignored),
        amount=ignored | (threads.hours > reply_hours).fill_null(False),
    )
