"""Freshdesk: the export of tickets."""

from amicable.connectors._mapping import Fill, From, LeaveOut, Sheet, Source

CLIENT = From(("Company Name", "Email", "Full name"))
NOBODY = LeaveOut("""lower("Agent") = 'no agent'""", "")
SCORES = {
    "extremely happy": "5",
    "very happy": "5",
    "happy": "4",
    "neutral": "3",
    "unhappy": "2",
    "very unhappy": "1",
    "extremely unhappy": "1",
    "*": "",
}

TICKETS = Sheet(
    name="tickets",
    needs=(
        "Ticket ID",
        "Subject",
        "Status",
        "Priority",
        "Agent",
        "Created time",
        "Resolved time",
        "Closed time",
    ),
    fills=(
        Fill(
            "tickets",
            {
                "ticket_id": "Ticket ID",
                "client_id": CLIENT,
                "opened_at": "Created time",
                "closed_at": From(("Closed time", "Resolved time")),
                "status": "Status",
                "priority": "Priority",
                "category": "Type",
                "subject": "Subject",
                "seconds": From("Time tracked", values={"00:00": "", "00:00:00": ""}, unit="clock"),
                "score": From("Survey results", values=SCORES),
            },
        ),
        Fill("clients", {"client_id": CLIENT, "name": CLIENT, "email": "Email"}, keep="first", mention=True),
        Fill("staff", {"staff_id": "Agent", "name": "Agent"}, (NOBODY,), keep="first", mention=True),
    ),
)

SOURCE = Source(title="Freshdesk", sheets=(TICKETS,))
