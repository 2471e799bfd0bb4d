"""Takes much of the owner's time."""

from amicable.evidence import Evidence
from amicable.i18n import N_
from amicable.signs import Occasions, people_at_work, sign


@sign(
    title=N_("Takes much of the owner's time"),
    explanation=N_("Hours of owners and partners, out of all hours worked for the client."),
    family="owner_time",
    needs=("staff", "time_entries"),
    situation=N_("On {date} it took {number} hours of an owner or partner ({quote})."),
    rule_out=(
        N_("the agreement says that the owner does the work"),
        N_("there was nobody else who could"),
        N_("the owner likes to do it"),
    ),
    framing=N_("More of the work than planned has landed with the owner."),
    remedies=("set_boundary", "reassign"),
    above=0.2,
    times=2.0,
    enough=20,
    unit=N_("share of hours"),
)
def owner_time(evidence: Evidence) -> Occasions:
    """Hours worked, and those of owners and partners."""
    entries = people_at_work(evidence)
    hours, known = entries.seconds / 3600, entries.role.notnull()
    return Occasions(
        "time_entries",
        of=entries,
        on="worked_on",
        where=known,
        amount=entries.role.isin(["owner", "partner"]).ifelse(hours, 0),
        out_of=hours,
    )
