"""Toggl Track: detailed report, and clients, projects and people of its data export."""

from amicable.connectors._mapping import Fill, From, Sheet, Source
from amicable.connectors._time import TOGETHER, engagement, named_in_passing

PERSON = {"staff_id": "User", "name": "User", "email": "Email"}
ENTRY = From(
    compute="""concat_ws(' | ', "Email", "Start date", "Start time", "Project", "Task", "Description")"""
)
"""A corrected end replaces the entry; several entries may begin in the same minute."""

TIME = Sheet(
    name="detailed report",
    needs=(
        "User",
        "Email",
        "Client",
        "Project",
        "Task",
        "Description",
        "Start date",
        "Start time",
        "Duration",
    ),
    fills=(
        Fill(
            "time_entries",
            {
                "entry_id": ENTRY,
                "client_id": "Client",
                "engagement_id": engagement("Client", "Project"),
                "staff_id": "User",
                "worked_on": "Start date",
                "seconds": From("Duration", unit="clock"),
                "billable": "Billable",
                "amount": "Amount ({currency})",
                "task": From(("Task", "Project")),
                "note": "Description",
            },
            keep="last",
            sums=TOGETHER,
        ),
        *named_in_passing("Client", "Project", PERSON),
    ),
)

CLIENTS = Sheet(
    name="clients",
    needs=("id", "name", "wid", "archived", "creator_id"),
    fills=(Fill("clients", {"client_id": "name", "name": "name"}),),
)
"""The report names clients without their number, so the name is the id here too."""

PEOPLE = Sheet(
    name="workspace users",
    needs=("id", "name", "email", "labour_cost", "working_hours_in_minutes"),
    fills=(
        Fill("staff", {"staff_id": "name", "name": "name", "email": "email", "hourly_cost": "labour_cost"}),
    ),
)

SOURCE = Source(title="Toggl Track", sheets=(TIME, CLIENTS, PEOPLE))
