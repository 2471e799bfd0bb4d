"""We changed the people who serve them."""

import ibis

from amicable.evidence import Evidence
from amicable.i18n import N_
from amicable.signs import Occasions, Side, people_at_work, sign


@sign(
    title=N_("We changed the people who serve them"),
    explanation=N_("Hours worked for the client by people who left us soon after, out of all hours."),
    family="own_faults",
    side=Side.OURS,
    needs=("staff", "time_entries"),
    situation=N_("The person who worked for them on {date} left us soon after ({quote})."),
    rule_out=(N_("a good handover took place"), N_("the person only helped out")),
    framing=N_("The people who look after you have changed on our side."),
    remedies=("own_fault_fix", "reassign"),
    above=0.15,
    enough=20,
    unit=N_("share of hours"),
    about={"soon_days": N_("Days before leaving within which work counts.")},
)
def our_staff_changes(evidence: Evidence, *, soon_days: int = 180) -> Occasions:
    """Hours worked, and those of people who left us within `soon_days`."""
    of = people_at_work(evidence)
    hours = of.seconds / 3600
    soon = (of.left_day - of.worked_day).between(0, soon_days) & (of.left_day <= evidence.day)
    return Occasions(
        "time_entries",
        of=of,
        on="worked_on",
        amount=soon.fill_null(False).ifelse(hours, 0),
        out_of=hours,
        decided_on=ibis.ifelse(soon, of.left_on, ibis.null("date")),
    )
