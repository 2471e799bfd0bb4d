"""Comes late to meetings."""

from amicable.evidence import Evidence
from amicable.i18n import N_
from amicable.signs import Occasions, sign


@sign(
    title=N_("Comes late to meetings"),
    explanation=N_("Meetings to which the client came late, out of the meetings held."),
    family="missed_meetings",
    needs=("meetings",),
    written_down=True,
    situation=N_("Came late to the meeting of {date} ({quote})."),
    rule_out=(
        N_("we began late, or the room had changed"),
        N_("traffic or a technical failure"),
        N_("lateness was written down for some clients only"),
    ),
    framing=N_("Our meetings have often begun later than agreed."),
    remedies=("educate", "set_boundary"),
    above=0.25,
    enough=8,
    about={"grace_minutes": N_("Minutes that are not yet counted as late.")},
)
def late_arrivals(evidence: Evidence, *, grace_minutes: int = 10) -> Occasions:
    """Meetings held, and those to which the client came more than `grace_minutes` late."""
    meetings = evidence.meetings
    return Occasions(
        "meetings",
        of=meetings,
        on="starts_on",
        where=meetings.outcome == "held",
        amount=(meetings.late_seconds > grace_minutes * 60).fill_null(False),
    )
