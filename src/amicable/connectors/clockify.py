"""Clockify: detailed report and project list; dates follow the user's setting."""

from dataclasses import replace

from amicable.connectors._mapping import Fill, From, LeaveOut, Sheet, Source
from amicable.connectors._time import TOGETHER, engagement, named_in_passing
from amicable.i18n import N_

NO_CLIENT = N_("Projects without a client are the firm's own.")
PERSON = {"staff_id": "User", "name": "User", "email": "Email"}
ENTRY = From(compute="""concat_ws(' | ', "Email", "Start Date", "Start Time", "Project", "Description")""")
"""A corrected end replaces the entry; several entries may begin in the same minute."""
DAY = From(compute="""concat_ws(' ', "Start Date", "Start Time")""")
"""The hour is read too: where it has AM and PM, an open order of day and month is month first."""

ENTRIES = Fill(
    "time_entries",
    {
        "entry_id": ENTRY,
        "staff_id": "User",
        "worked_on": DAY,
        "seconds": From("Duration (h)", unit="clock"),
        "billable": "Billable",
        "amount": "Billable Amount ({currency})",
        "cost": "Cost Amount ({currency})",
        "task": From(("Task", "Activity", "Project")),
        "note": "Description",
    },
    keep="last",
    sums=TOGETHER,
)
NEEDS = ("Project", "Description", "User", "Email", "Start Date", "Start Time", "End Date", "Duration (h)")

TIME = Sheet(
    name="detailed report",
    needs=("Client", *NEEDS),
    fills=(
        replace(
            ENTRIES,
            columns={
                **ENTRIES.columns,
                "client_id": "Client",
                "engagement_id": engagement("Client", "Project"),
            },
        ),
        *named_in_passing("Client", "Project", PERSON),
    ),
)

TIME_WITHOUT_CLIENTS = Sheet(
    name="detailed report without clients",
    needs=NEEDS,
    lacks=("Client",),
    fills=(ENTRIES, Fill("staff", PERSON, keep="first", mention=True)),
)

PROJECTS = Sheet(
    name="projects",
    needs=("Project", "Client", "Status", "Visibility", "Billability", "Tracked (h)"),
    fills=(
        Fill(
            "engagements",
            {"engagement_id": engagement("Client", "Project"), "client_id": "Client", "title": "Project"},
            (LeaveOut("""trim("Client") = ''""", NO_CLIENT),),
        ),
        Fill(
            "clients",
            {"client_id": "Client", "name": "Client"},
            (LeaveOut("""trim("Client") = ''""", ""),),
            keep="first",
            mention=True,
        ),
    ),
)

SOURCE = Source(title="Clockify", sheets=(TIME, TIME_WITHOUT_CLIENTS, PROJECTS))
