"""Cancels at the last minute."""

from amicable.evidence import Evidence
from amicable.i18n import N_
from amicable.signs import Occasions, sign


@sign(
    title=N_("Cancels at the last minute"),
    explanation=N_(
        "Meetings that the client called off shortly before they began, out of all meetings planned."
    ),
    family="missed_meetings",
    needs=("meetings",),
    situation=N_("Called off the meeting of {date} ({quote}) shortly before it began."),
    rule_out=(N_("illness or an accident"), N_("we had moved the meeting first")),
    framing=N_("Meetings have often been called off shortly before they began."),
    remedies=("educate", "set_boundary", "written_warning"),
    above=0.12,
    about={"notice_hours": N_("Hours before the meeting within which calling it off is late.")},
)
def late_cancellations(evidence: Evidence, *, notice_hours: int = 24) -> Occasions:
    """Meetings whose fate is known, and those the client called off within `notice_hours`."""
    meetings = evidence.meetings
    minutes_left = (meetings.starts_day - meetings.cancelled_day) * 1440 + (
        meetings.starts_minute - meetings.cancelled_minute
    )
    by_client = (
        (meetings.outcome == "cancelled") & (meetings.caused_by == "client") & meetings.cancelled_at.notnull()
    )
    return Occasions(
        "meetings",
        of=meetings,
        on="starts_on",
        where=meetings.outcome.isin(["held", "no_show"]) | by_client,
        amount=by_client & (minutes_left < notice_hours * 60),
        decided_on=meetings.cancelled_on,
    )
