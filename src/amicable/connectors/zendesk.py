"""Zendesk: tickets, comments, people and organisations of the API, and the export of a view."""

from amicable.connectors._common import one_of
from amicable.connectors._mapping import Fill, From, LeaveOut, Lookup, Sheet, Source
from amicable.i18n import N_

DELETED = LeaveOut(one_of("status", "deleted"), N_("Deleted tickets are no evidence."))
INTERNAL = LeaveOut("""lower("public") = 'false'""", N_("Internal notes were never sent to a client."))
SUSPENDED = LeaveOut(one_of("status", "suspended"), N_("Suspended tickets were taken for spam."))


def _client(organization: str, person: str) -> From:
    """The organisation of who asked; a person without one is a client alone."""
    return From(
        compute=f"""case when "{organization}" <> '' then concat('organization ', "{organization}")
        when "{person}" <> '' then concat('user ', "{person}") end"""
    )


ASKED_BY = _client("organization_id", "requester_id")

TICKETS = Sheet(
    name="tickets",
    needs=(
        "id",
        "requester_id",
        "organization_id",
        "assignee_id",
        "status",
        "subject",
        "created_at",
        "via_channel",
    ),
    leave_out=(DELETED, SUSPENDED),
    fills=(
        Fill(
            "tickets",
            {
                "ticket_id": "id",
                "client_id": ASKED_BY,
                "opened_at": "created_at",
                "status": "status",
                "priority": "priority",
                "category": "type",
                "subject": "subject",
            },
        ),
    ),
    zone="UTC",
    date="ymd",
)

COMMENTS = Sheet(
    name="comments",
    needs=("id", "body", "created", "public", "ticket_id", "user_id", "voice_comment"),
    leave_out=(INTERNAL,),
    lookups=(Lookup(("ticket.csv", "tickets.csv", "ticket_data.csv"), on="ticket_id", key="id"),),
    fills=(
        Fill(
            "messages",
            {
                "message_id": "id",
                "client_id": ASKED_BY,
                "direction": From(
                    compute="""case when "user_id" = "requester_id" then 'in' else 'out' end"""
                ),
                "channel": From("via_channel", values={"email": "email", "chat": "chat", "*": "form"}),
                "sent_at": "created",
                "thread_id": "ticket_id",
                "subject": "subject",
                "body": "body",
            },
        ),
    ),
    zone="UTC",
    date="ymd",
)

USERS = Sheet(
    name="users",
    needs=("id", "name", "email", "role", "organization_id", "ticket_restriction"),
    fills=(
        Fill(
            "staff",
            {"staff_id": "name", "name": "name", "email": "email"},
            (LeaveOut(one_of("role", "end-user"), ""),),
        ),
        Fill(
            "contacts",
            {
                "contact_id": "id",
                "client_id": _client("organization_id", "id"),
                "name": "name",
                "email": "email",
                "phone": "phone",
            },
            (LeaveOut(f"not {one_of('role', 'end-user')}", ""),),
        ),
        Fill(
            "clients",
            {
                "client_id": _client("organization_id", "id"),
                "name": "name",
                "email": "email",
                "phone": "phone",
            },
            (LeaveOut(f"""not {one_of("role", "end-user")} or "organization_id" <> ''""", ""),),
        ),
    ),
)

ORGANIZATIONS = Sheet(
    name="organizations",
    needs=("id", "name", "shared_tickets", "shared_comments"),
    fills=(
        Fill("clients", {"client_id": From(compute="""concat('organization ', "id")"""), "name": "name"}),
    ),
)

VIEW_CLIENT = _client("Organization", "Requester")

VIEW = Sheet(
    name="view",
    needs=(
        "Id",
        "Requester",
        "Organization",
        "Assignee",
        "Subject",
        "Status",
        "Priority",
        "Created at",
        "Solved at",
    ),
    leave_out=(LeaveOut(one_of("Status", "deleted"), DELETED.reason),),
    fills=(
        Fill(
            "tickets",
            {
                "ticket_id": "Id",
                "client_id": VIEW_CLIENT,
                "opened_at": "Created at",
                "closed_at": "Solved at",
                "status": "Status",
                "priority": "Priority",
                "category": "Ticket type",
                "subject": "Subject",
                "taken_in_charge": "Assignee stations",
                "reopened": "Reopens",
                "score": From("Satisfaction Score", values={"good": "5", "bad": "1", "*": ""}),
            },
        ),
        Fill(
            "clients",
            {
                "client_id": VIEW_CLIENT,
                "name": From(("Organization", "Requester")),
                "email": "Requester email",
            },
            keep="first",
            mention=True,
        ),
        Fill("staff", {"staff_id": "Assignee", "name": "Assignee"}, keep="first", mention=True),
    ),
)

SOURCE = Source(title="Zendesk", sheets=(TICKETS, COMMENTS, USERS, ORGANIZATIONS, VIEW))
