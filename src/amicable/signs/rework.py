"""Makes us do work again."""

from amicable.evidence import Evidence
from amicable.i18n import N_
from amicable.signs import Occasions, sign, work


@sign(
    title=N_("Makes us do work again"),
    explanation=N_("Hours marked as rework, out of all hours worked for the client."),
    family="drain",
    needs=("time_entries",),
    written_down=True,
    situation=N_("On {date} {number} hours went into doing work again ({quote})."),
    rule_out=(
        N_("the first version was our mistake"),
        N_("the change was ordered and paid"),
        N_("the order was unclear from the start"),
    ),
    framing=N_("A good part of our time has gone into doing the same work more than once."),
    remedies=("own_fault_fix", "educate", "renegotiate"),
    above=0.15,
    enough=20,
    unit=N_("share of hours"),
)
def rework(evidence: Evidence) -> Occasions:
    """Hours worked, and those spent on rework."""
    entries = work(evidence)
    hours = entries.seconds / 3600
    return Occasions(
        "time_entries",
        of=entries,
        on="worked_on",
        amount=(entries.kind == "rework").fill_null(False).ifelse(hours, 0),
        out_of=hours,
    )
