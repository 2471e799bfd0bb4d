"""Appointments with clients."""

from amicable.evidence.schema import Column, Kind, Table
from amicable.i18n import N_

TABLE = Table(
    name="meetings",
    about=N_("Appointments with clients."),
    key="meeting_id",
    happened="starts_at",
    quote="title",
    identity=("client_id", "starts_at", "title"),
    columns={
        "meeting_id": Column(Kind.KEY, N_("The meeting."), required=True),
        "client_id": Column(
            Kind.REF,
            N_("The client this is about; empty where the source does not say."),
            refers_to="clients",
        ),
        "staff_id": Column(Kind.REF, N_("The person on our side."), refers_to="staff"),
        "starts_at": Column(Kind.TIMESTAMP, N_("When it was to begin."), required=True),
        "planned_seconds": Column(Kind.SECONDS, N_("Length planned."), unit=N_("seconds")),
        "outcome": Column(
            Kind.CHOICE,
            N_("What became of it; empty when nobody wrote it down."),
            choices=("held", "cancelled", "no_show", "rescheduled", "planned"),
        ),
        "cancelled_at": Column(Kind.TIMESTAMP, N_("When it was called off."), known_from="cancelled_at"),
        "caused_by": Column(
            Kind.CHOICE,
            N_("Who cancelled or stayed away; empty when nobody wrote it down."),
            choices=("client", "us"),
        ),
        "late_seconds": Column(Kind.SECONDS, N_("How late the client came."), unit=N_("seconds")),
        "title": Column(Kind.TEXT, N_("Title.")),
    },
)
