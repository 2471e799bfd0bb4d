"""Does not come to meetings."""

import ibis

from amicable.evidence import Evidence
from amicable.i18n import N_
from amicable.signs import Occasions, sign


@sign(
    title=N_("Does not come to meetings"),
    explanation=N_(
        "Meetings to which the client did not come, out of the meetings whose outcome was written down."
    ),
    family="missed_meetings",
    needs=("meetings",),
    situation=N_("Did not come to the meeting of {date} ({quote})."),
    rule_out=(
        N_("the invitation went astray"),
        N_("illness or an accident"),
        N_("we were the ones who were absent"),
    ),
    framing=N_("Several of our meetings took place without you."),
    remedies=("educate", "set_boundary", "written_warning"),
    above=0.1,
)
def no_shows(evidence: Evidence) -> Occasions:
    """Meetings held or missed, and those the client missed (not those that we missed)."""
    meetings = evidence.meetings
    ours = ibis.coalesce(meetings.caused_by, "client") == "us"
    return Occasions(
        "meetings",
        of=meetings,
        on="starts_on",
        where=meetings.outcome.isin(["held", "no_show"]) & ~ours,
        amount=meetings.outcome == "no_show",
    )
