"""Exports in the columns of other tools: Xero (API level), Harvest, Zendesk (API level)."""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from amicable.demo.billing import OPEN, Invoices
from amicable.demo.cast import Cast
from amicable.demo.days import DAYS, iso, moment, utc
from amicable.demo.native import tax_number
from amicable.demo.people import Person
from amicable.demo.staffing import Staffing
from amicable.demo.table import Row, money
from amicable.demo.tickets import Tickets
from amicable.demo.work import OWN, Work

XERO_CONTACTS = "contact_id,name,email_address,tax_number,is_customer,is_supplier,_fivetran_deleted"
XERO_INVOICES = (
    "invoice_id,contact_id,date,updated_date_utc,planned_payment_date,due_date,expected_payment_date,"
    "fully_paid_on_date,_fivetran_synced,amount_credited,amount_due,amount_paid,sub_total,total,total_tax,"
    "currency_code,currency_rate,has_attachments,has_errors,invoice_number,is_discounted,line_amount_types,"
    "reference,sent_to_contact,status,type,url"
)
XERO_CREDIT_NOTES = (
    "credit_note_id,contact_id,date,updated_date_utc,_fivetran_synced,credit_note_number,sub_total,total_tax,"
    "total,applied_amount,remaining_credit,currency_code,reference,status,type"
)
HARVEST = (
    "Date,Client,Project,Project Code,Task,Notes,Hours,Billable?,Invoiced?,Approved?,First Name,Last Name,"
    "Roles,Employee?,Billable Rate,Billable Amount,Cost Rate,Cost Amount,Currency,External Reference URL"
)
ZENDESK_TICKETS = (
    "id,_fivetran_synced,allow_channelback,assignee_id,brand_id,created_at,description,due_at,external_id,"
    "forum_topic_id,group_id,has_incidents,is_public,organization_id,priority,problem_id,recipient,"
    "requester_id,status,subject,submitter_id,system_client,ticket_form_id,type,updated_at,url,via_channel"
)
ZENDESK_USERS = (
    "id,_fivetran_synced,active,created_at,email,locale,name,organization_id,phone,role,suspended,"
    "ticket_restriction,time_zone,updated_at,url,verified"
)
ZENDESK_ORGANIZATIONS = (
    "id,_fivetran_synced,created_at,details,external_id,group_id,name,notes,shared_comments,shared_tickets,"
    "updated_at,url"
)

NIGHTLY = f"{iso(DAYS - 1)} 23:30:00.000"
SYNCED = f"{NIGHTLY} UTC"
SUPPLIERS = ("Electricity", "Telephone", "Office rent", "Cleaning", "Software licences", "Courier")
UNFINISHED = ("DRAFT", "DRAFT", "DRAFT", "DRAFT", "DRAFT", "SUBMITTED", "DELETED", "VOIDED")
"""Sales documents that are no evidence; just one was voided."""
ORGANIZATION, REQUESTER, AGENT = 410_000_000, 520_000_000, 630_000_000


@dataclass(frozen=True)
class Spelling:
    """How other tools spell clients whose name differs there from the firm's own list."""

    xero: Mapping[int, str]
    harvest: Mapping[int, str]


def spelling(cast: Cast, rng: np.random.Generator) -> Spelling:
    """Six clients written otherwise in each tool: the legal form, or two letters swapped."""
    companies = np.flatnonzero([not cast.is_consumer(i) for i in range(len(cast))])
    chosen = rng.choice(companies, 12, replace=False).tolist()
    written = {client: _otherwise(cast, client, turn) for turn, client in enumerate(chosen)}
    return Spelling(
        {c: written[c] for c in chosen[:6]},
        {c: written[c] for c in chosen[6:]},
    )


def _otherwise(cast: Cast, client: int, turn: int) -> str:
    company = cast.companies[client]
    if turn % 3:
        return company.otherwise
    at = len(company.name) // 2
    while company.name[at] == company.name[at + 1] or not company.name[at : at + 2].isalpha():
        at -= 1
    return f"{company.name[:at]}{company.name[at + 1]}{company.name[at]}{company.name[at + 2 :]}"


def identifiers(rng: np.random.Generator, count: int) -> list[str]:
    """Random ids as Xero has them, the same for the same seed."""
    return [str(uuid.UUID(bytes=rng.bytes(16), version=4)) for _ in range(count)]


class Xero:
    """The accounting tool's contacts, invoices, bills and credit notes."""

    def __init__(self, cast: Cast, invoices: Invoices, names: Spelling, rng: np.random.Generator) -> None:
        self.cast, self.invoices, self.names, self.rng = cast, invoices, names, rng
        self.contact_ids = identifiers(rng, len(cast))
        self.supplier_ids = identifiers(rng, len(SUPPLIERS))

    def contacts(self) -> Iterator[Row]:
        """Customers, and the suppliers who are no clients."""
        for i, company in enumerate(self.cast.companies):
            known = i not in self.names.xero and i % 3
            yield (
                self.contact_ids[i], self.names.xero.get(i, company.name),
                self.cast.contacts[i][0].address if i % 2 else "", tax_number(self.cast, i) if known else "",
                "true", "false", "false",
            )  # fmt: skip
        for name, contact in zip(SUPPLIERS, self.supplier_ids, strict=True):
            yield contact, f"{name} Supplier", "", "", "false", "true", "false"

    def documents(self) -> Iterator[Row]:
        """Sales invoices, unfinished ones, and bills of suppliers, by turns."""
        bills = list(self._bills())
        step = max(1, len(self.invoices) // (len(bills) + 1))
        for i, key in enumerate(identifiers(self.rng, len(self.invoices))):
            yield self._sale(i, key)
            if i % step == 0 and bills:
                yield bills.pop()
        yield from self._unfinished()

    def _sale(self, i: int, key: str) -> Row:
        sold, rate = self.invoices, 1 + self.cast.trade.tax_rate
        net = float(sold.net[i])
        total = round(net * rate, 2)
        credited = round(float(sold.credited[i]) * rate, 2) if sold.by_note[i] else 0.0
        paid = round(total - credited, 2)
        settled = sold.paid[i] != OPEN
        still_open, received = (0.0, paid) if settled else (paid, 0.0)
        amounts = credited, still_open, received, net, total, round(total - net, 2)
        paid_on = iso(int(sold.paid[i])) if settled else ""
        dates = iso(int(sold.issued[i])), iso(int(sold.due[i])), paid_on
        named = f"INV-{i + 1:05d}", sold.wording[i], "PAID" if settled else "AUTHORISED", "ACCREC"
        return self._document(key, self.contact_ids[sold.client[i]], dates, amounts, named)

    def _bills(self) -> Iterator[Row]:
        for i, key in enumerate(identifiers(self.rng, 36 * len(SUPPLIERS))):
            day, net = DAYS - 20 - i * 5, round(float(self.rng.uniform(40, 900)), 2)
            total = round(net * (1 + self.cast.trade.tax_rate), 2)
            amounts = 0.0, 0.0, total, net, total, round(total - net, 2)
            dates = iso(day), iso(day + 15), iso(day + 14)
            named = f"BILL-{i + 1:04d}", SUPPLIERS[i % len(SUPPLIERS)], "PAID", "ACCPAY"
            yield self._document(key, self.supplier_ids[i % len(SUPPLIERS)], dates, amounts, named)

    def _unfinished(self) -> Iterator[Row]:
        keys = identifiers(self.rng, len(UNFINISHED))
        for i, (key, status) in enumerate(zip(keys, UNFINISHED, strict=True)):
            contact, day = self.contact_ids[i * 7 % len(self.cast)], DAYS - 1 - i
            amounts = 0.0, 0.0 if status in ("VOIDED", "DELETED") else 121.0, 0.0, 100.0, 121.0, 21.0
            named = f"INV-X{i + 1:03d}", "Unfinished", status, "ACCREC"
            yield self._document(key, contact, (iso(day), iso(day + 30), ""), amounts, named)

    def _document(
        self,
        key: str,
        contact: str,
        dates: tuple[str, str, str],
        amounts: tuple[float, ...],
        named: tuple[str, ...],
    ) -> Row:
        """One document; dates issued, due and paid, amounts as in the header, number to type."""
        issued, due, paid_on = dates
        number, reference, status, kind = named
        return (
            key, contact, issued, f"{paid_on or issued} 09:00:00.000 UTC", "", due, "", paid_on, SYNCED,
            *(money(a) for a in amounts), self.cast.trade.currency, "1", "false", "false", number, "false",
            "Exclusive", reference, "true" if kind == "ACCREC" else "", status, kind, "",
        )  # fmt: skip

    def credit_notes(self) -> Iterator[Row]:
        """Credit notes on sales invoices."""
        given = np.flatnonzero((self.invoices.credited > 0) & self.invoices.by_note)
        for serial, (i, key) in enumerate(
            zip(given, identifiers(self.rng, len(given)), strict=True), start=1
        ):
            net, day = float(self.invoices.credited[i]), iso(int(self.invoices.credited_on[i]))
            total = round(net * (1 + self.cast.trade.tax_rate), 2)
            yield (
                key, self.contact_ids[self.invoices.client[i]], day, f"{day} 10:00:00.000 UTC", SYNCED,
                f"CN-{serial:04d}", money(net), money(total - net), money(total), money(total), money(0),
                self.cast.trade.currency, f"Reduction on INV-{i + 1:05d}", "PAID", "ACCRECCREDIT",
            )  # fmt: skip


def harvest(cast: Cast, team: Staffing, done: Work, names: Spelling) -> Iterable[Row]:
    """The detailed time report; the firm's own work has no client."""
    currency = f"{cast.trade.currency_name} - {cast.trade.currency}"
    for i, client in enumerate(done.client.tolist()):
        person, cost = team.people[done.staff[i]], float(team.hourly_cost[done.staff[i]])
        own, hours = client == OWN, float(done.hours[i])
        name = "" if own else names.harvest.get(client, cast.companies[client].name)
        project = "Internal" if own else cast.trade.services[client % len(cast.trade.services)]
        rate = 0.0 if own else round(cost * 1.7)
        charged = "No" if own else "Yes"
        yield (
            iso(int(done.day[i])), name, project, "" if own else cast.ids[client], done.task[i], done.note[i],
            f"{hours:.2f}", charged, charged, "Yes", person.given, person.surname,
            team.speciality[done.staff[i]], "Yes", money(rate), money(rate * hours), money(cost),
            money(cost * hours), currency, "",
        )  # fmt: skip


class Zendesk:
    """The help desk's tickets, users and organizations."""

    def __init__(self, cast: Cast, team: Staffing, asked: Tickets) -> None:
        self.cast, self.team, self.asked = cast, team, asked

    def tickets(self) -> Iterator[Row]:
        """One row per ticket."""
        asked, zone = self.asked, self.cast.trade.zone
        for i, client in enumerate(asked.client.tolist()):
            opened = moment(asked.day[i], asked.minute[i], zone)
            updated = moment(asked.day[i], asked.minute[i] + round(asked.hours_open[i] * 60), zone)
            known = asked.day[i] + asked.hours_open[i] / 24 < DAYS - 1
            user, key = REQUESTER + client * 10 + int(asked.contact[i]), 7000 + i
            status = ("solved", "closed")[i % 2] if known else "open"
            yield (
                key, NIGHTLY, "FALSE", AGENT + int(asked.staff[i]), 3600, _naive(opened),
                "", "", "", "", 360, "FALSE", "TRUE", ORGANIZATION + client, asked.priority[i], "", "", user,
                status, asked.subject[i], user, "", 3601, "question", _naive(updated if known else opened),
                f"https://help.{self.cast.trade.domain}/tickets/{key}.json", ("email", "web")[i % 2],
            )  # fmt: skip

    def users(self) -> Iterator[Row]:
        """Requesters and our own agents."""
        for client, people in enumerate(self.cast.contacts):
            for place, person in enumerate(people):
                key = REQUESTER + client * 10 + place
                yield self._user(key, person, ORGANIZATION + client, self.cast.zones[client])
        for i, person in enumerate(self.team.people):
            yield self._user(AGENT + i, person, "", self.cast.trade.zone)

    def _user(self, key: int, person: Person, organization: object, zone: str) -> Row:
        role, scope = ("end-user", "requested") if organization else ("agent", "")
        since, url = f"{iso(0)} 08:00:00", f"https://help.{self.cast.trade.domain}/users/{key}.json"
        return (
            key, NIGHTLY, "TRUE", since, person.address, person.language, person.name, organization, "", role,
            "FALSE", scope, zone, since, url, "TRUE",
        )  # fmt: skip

    def organizations(self) -> Iterator[Row]:
        """One per client, with the firm's own number of it."""
        since = f"{iso(0)} 08:00:00"
        for i, company in enumerate(self.cast.companies):
            key = ORGANIZATION + i
            url = f"https://help.{self.cast.trade.domain}/organizations/{key}.json"
            yield (
                key, NIGHTLY, since, "", self.cast.ids[i], "", company.name, "", "FALSE", "FALSE", since, url,
            )  # fmt: skip


def _naive(when: datetime) -> str:
    """An instant as 2025-03-31 08:15:00, in UTC without saying so."""
    return utc(when).replace("T", " ").removesuffix("Z")
