"""Time our staff worked."""

from amicable.evidence.schema import Column, Kind, Table
from amicable.i18n import N_

TABLE = Table(
    name="time_entries",
    about=N_("Time our staff worked."),
    key="entry_id",
    happened="worked_on",
    quote="task",
    identity=("client_id", "staff_id", "worked_on", "task", "note", "seconds"),
    columns={
        "entry_id": Column(Kind.KEY, N_("The entry."), required=True),
        "client_id": Column(
            Kind.REF, N_("The client it was worked for; empty for the firm's own work."), refers_to="clients"
        ),
        "engagement_id": Column(Kind.REF, N_("The engagement, where known."), refers_to="engagements"),
        "staff_id": Column(Kind.REF, N_("Who worked."), refers_to="staff"),
        "worked_on": Column(Kind.DATE, N_("Day of the work."), required=True),
        "seconds": Column(Kind.SECONDS, N_("Time worked."), unit=N_("seconds"), required=True),
        "billable": Column(Kind.BOOLEAN, N_("It is charged to the client.")),
        "amount": Column(Kind.MONEY, N_("What is charged for it."), unit=N_("minor units of `currency`")),
        "cost": Column(
            Kind.MONEY,
            N_("What it cost us (loaded cost rate times time), where the source says."),
            unit=N_("minor units of `currency`"),
        ),
        "currency": Column(Kind.CURRENCY, N_("Currency of the amounts in this row (ISO 4217).")),
        "kind": Column(
            Kind.CHOICE,
            N_("Sort of work, where known."),
            choices=("work", "rework", "chasing", "meeting", "travel"),
        ),
        "task": Column(Kind.TEXT, N_("Task.")),
        "note": Column(Kind.TEXT, N_("Note in the source's words.")),
    },
)
