"""HubSpot: tickets, companies, contacts and meetings, of the API and of the screen's export."""

from amicable.connectors._mapping import Fill, From, LeaveOut, Lookup, Sheet, Source
from amicable.i18n import N_

DELETED = N_("Deleted records are no evidence.")
NO_COMPANY = N_("Contacts without a company name no client.")
TIE = N_("Which company a ticket or meeting belongs to is read together with the ticket or meeting.")
OUTCOMES = {
    "scheduled": "planned",
    "completed": "held",
    "rescheduled": "rescheduled",
    "no_show": "no_show",
    "no show": "no_show",
    "canceled": "cancelled",
    "cancelled": "cancelled",
}
OWNER = From(compute="""concat_ws(' ', "first_name", "last_name")""")


def _is_true(column: str) -> str:
    return f"""lower("{column}") = 'true'"""


API_TICKETS = Sheet(
    name="tickets",
    needs=("id", "is_deleted", "property_createdate", "property_closed_date", "property_hs_pipeline_stage"),
    leave_out=(LeaveOut(_is_true("is_deleted"), DELETED),),
    lookups=(Lookup(("ticket_company.csv", "ticket_company_data.csv"), on="id", key="ticket_id"),),
    fills=(
        Fill(
            "tickets",
            {
                "ticket_id": "id",
                "client_id": "company_id",
                "opened_at": "property_createdate",
                "closed_at": "property_closed_date",
                "status": "property_hs_pipeline_stage",
                "priority": "property_hs_ticket_priority",
                "category": "property_hs_ticket_category",
                "subject": "property_subject",
            },
        ),
    ),
    zone="UTC",
    date="ymd",
)

API_COMPANIES = Sheet(
    name="companies",
    needs=("id", "is_deleted", "property_name", "property_industry"),
    leave_out=(LeaveOut(_is_true("is_deleted"), DELETED),),
    fills=(Fill("clients", {"client_id": "id", "name": "property_name", "segment": "property_industry"}),),
)

API_CONTACTS = Sheet(
    name="contacts",
    needs=("id", "property_email", "property_firstname", "property_lastname", "property_company"),
    leave_out=(
        LeaveOut(_is_true("_fivetran_deleted"), DELETED),
        LeaveOut("""trim("property_company") = ''""", NO_COMPANY),
    ),
    fills=(
        Fill(
            "contacts",
            {
                "contact_id": "id",
                "client_id": From(("property_associatedcompanyid", "property_company")),
                "name": From(compute="""concat_ws(' ', "property_firstname", "property_lastname")"""),
                "email": "property_email",
                "role": "property_jobtitle",
            },
        ),
        Fill(
            "clients",
            {
                "client_id": From(("property_associatedcompanyid", "property_company")),
                "name": "property_company",
            },
            keep="first",
            mention=True,
        ),
    ),
)

API_MEETINGS = Sheet(
    name="meetings",
    needs=("engagement_id", "start_time", "end_time", "meeting_outcome", "title"),
    lookups=(Lookup(("engagement_company.csv", "engagement_company_data.csv"), on="engagement_id"),),
    fills=(
        Fill(
            "meetings",
            {
                "meeting_id": "engagement_id",
                "client_id": "company_id",
                "starts_at": "start_time",
                "outcome": From("meeting_outcome", values=OUTCOMES),
                "title": "title",
            },
        ),
    ),
    zone="UTC",
    date="ymd",
)

OWNERS = Sheet(
    name="owners",
    needs=("owner_id", "email", "first_name", "last_name", "portal_id"),
    fills=(
        Fill(
            "staff",
            {
                "staff_id": OWNER,
                "name": OWNER,
                "email": "email",
            },
        ),
    ),
)

TIES = tuple(
    Sheet(
        name=f"companies of {name}",
        needs=("company_id", key),
        lacks=("deal_id", "contact_id"),
        leave_out=(LeaveOut(f"""trim("{key}") <> ''""", TIE),),
        fills=(),
    )
    for name, key in (("tickets", "ticket_id"), ("meetings", "engagement_id"))
)

COMPANY = From(("Associated Company IDs", "Associated Company", "Company name"))
COMPANY_NAME = From(("Associated Company", "Company name", "Associated Company IDs"))
NAMED = Fill(
    "clients",
    {"client_id": COMPANY, "name": COMPANY_NAME},
    keep="first",
    mention=True,
)


def _tickets(subject: str, status: str) -> Sheet:
    """The screen's export of tickets; columns were renamed over the years."""
    return Sheet(
        name=f"tickets ({subject}, {status})",
        needs=("Ticket ID", subject, status, "Pipeline", "Create date", "Close date"),
        fills=(
            Fill(
                "tickets",
                {
                    "ticket_id": "Ticket ID",
                    "client_id": COMPANY,
                    "opened_at": "Create date",
                    "closed_at": "Close date",
                    "status": status,
                    "priority": "Priority",
                    "category": "Category",
                    "subject": subject,
                },
            ),
            NAMED,
        ),
    )


COMPANIES = Sheet(
    name="companies of the screen",
    needs=("Record ID", "Company name", "Company owner", "Create Date"),
    fills=(
        Fill(
            "clients",
            {
                "client_id": "Record ID",
                "name": "Company name",
                "segment": "Industry",
                "phone": "Phone Number",
                "owner": "Company owner",
            },
        ),
    ),
)

MEETINGS = Sheet(
    name="meetings of the screen",
    needs=("Meeting name", "Meeting start time", "Meeting outcome"),
    fills=(
        Fill(
            "meetings",
            {
                "meeting_id": "Record ID",
                "client_id": COMPANY,
                "starts_at": "Meeting start time",
                "outcome": From("Meeting outcome", values=OUTCOMES),
                "title": "Meeting name",
            },
        ),
        NAMED,
    ),
)

SCREEN_TICKETS = tuple(
    _tickets(subject, status)
    for subject in ("Ticket name", "Subject")
    for status in ("Ticket status", "Pipeline Stage")
)

SOURCE = Source(
    title="HubSpot",
    sheets=(
        API_TICKETS,
        API_COMPANIES,
        API_CONTACTS,
        API_MEETINGS,
        OWNERS,
        *TIES,
        *SCREEN_TICKETS,
        COMPANIES,
        MEETINGS,
    ),
)
