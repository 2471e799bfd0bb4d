"""Harvest: detailed time report, project report and client list; figures in the user's own notation."""

from amicable.connectors._mapping import Fill, From, Sheet, Source
from amicable.connectors._time import engagement, named_in_passing

PERSON = From(compute="""concat_ws(' ', "First Name", "Last Name")""")
CURRENCY = From(compute="""right(trim("Currency"), 3)""")
"""Written "Euro - EUR"."""

TIME = Sheet(
    name="detailed time",
    needs=("Date", "Client", "Project", "Task", "Notes", "Hours", "First Name", "Last Name", "Currency"),
    fills=(
        Fill(
            "time_entries",
            {
                "client_id": "Client",
                "engagement_id": engagement("Client", "Project"),
                "staff_id": PERSON,
                "worked_on": "Date",
                "seconds": From("Hours", unit="hours"),
                "billable": "Billable?",
                "amount": "Billable Amount",
                "cost": From(compute='nullif(number("Cost Amount"), 0)'),
                "currency": CURRENCY,
                "task": From(("Task", "Project")),
                "note": "Notes",
            },
        ),
        *named_in_passing("Client", "Project", {"staff_id": PERSON, "name": PERSON}),
    ),
)

PROJECTS = Sheet(
    name="projects",
    needs=("Client", "Project", "Start Date", "End Date", "Total Hours", "Budget", "Budget By"),
    fills=(
        Fill(
            "engagements",
            {
                "engagement_id": engagement("Client", "Project"),
                "client_id": "Client",
                "title": "Project",
                "started_on": "Start Date",
                "ended_on": "End Date",
            },
        ),
        Fill("clients", {"client_id": "Client", "name": "Client"}, keep="first", mention=True),
    ),
)

CLIENTS = Sheet(
    name="clients",
    needs=("Client Name", "Address"),
    lacks=("Email", "Invoice #"),
    fills=(Fill("clients", {"client_id": "Client Name", "name": "Client Name"}),),
)

SOURCE = Source(title="Harvest", sheets=(TIME, PROJECTS, CLIENTS))
