"""Writes many messages in a day."""

from amicable.evidence import Evidence
from amicable.i18n import N_
from amicable.signs import Occasions, days_written, sign


@sign(
    title=N_("Writes many messages in a day"),
    explanation=N_(
        "Days on which the client wrote a whole series of messages, out of the days on which it wrote at all."
    ),
    family="no_boundaries",
    needs=("messages",),
    situation=N_("Wrote a series of messages on {date}, the last: {quote}."),
    rule_out=(
        N_("a day on which much had to be settled"),
        N_("several people at the client wrote, each once"),
        N_("documents that were sent one by one at our wish"),
    ),
    framing=N_("There were days with more messages than we could answer well."),
    remedies=("set_boundary", "educate", "another_contact"),
    above=0.1,
    times=2.0,
    enough=20,
    about={"many": N_("Messages in a day from which it is a series.")},
)
def message_bursts(evidence: Evidence, *, many: int = 5) -> Occasions:
    """Days on which the client wrote, and those with `many` messages or more."""
    days = days_written(evidence)
    return Occasions("messages", of=days, on="sent_on", amount=days.sent >= many)
