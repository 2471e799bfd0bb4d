"""Answers slowly."""

from amicable.evidence import Evidence
from amicable.i18n import N_
from amicable.signs import Occasions, exchanges, sign


@sign(
    title=N_("Answers slowly"),
    explanation=N_(
        "Threads that we began in which the client took long to answer, or did not answer although we wrote again; in working hours of ours."
    ),
    family="slow_response",
    needs=("messages",),
    situation=N_("Let us wait for an answer to our message of {date} ({quote})."),
    rule_out=(
        N_("the message needed no answer"),
        N_("they answered by telephone"),
        N_("holidays, illness, a public holiday"),
    ),
    framing=N_("We have often waited for an answer that we needed to go on."),
    remedies=("educate", "another_contact"),
    above=0.35,
    times=1.5,
    enough=10,
    about={"reply_hours": N_("Working hours after which an answer counts as slow.")},
)
def slow_replies(evidence: Evidence, *, reply_hours: int = 30) -> Occasions:
    """Threads we began that were answered, or in which we asked again, and those answered slowly or never."""
    threads = exchanges(evidence)
    ignored = (threads.theirs == 0) & (threads.ours > 1)
    return Occasions(
        "messages",
        of=threads,
        on="sent_on",
        where=threads.begun_by_us & ((threads.theirs > 0) | ignored),
        amount=ignored | (threads.hours > reply_hours).fill_null(False),
    )
