"""Exports that have the columns of the evidence itself."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from amicable.demo.billing import OPEN, Invoices
from amicable.demo.cast import FOREVER, Cast
from amicable.demo.days import DAYS, START, iso, moment, number, utc
from amicable.demo.meetings import CAUSES, EARLY, LATE, OURS, OUTCOMES, Meetings
from amicable.demo.shopping import Shopping
from amicable.demo.staffing import JOINED, LEFT, Staffing
from amicable.demo.table import Row, money


@dataclass(frozen=True)
class Firm:
    """Everything that happened in the demo firm, before it is written down."""

    cast: Cast
    team: Staffing
    shopping: Shopping
    invoices: Invoices
    meetings: Meetings


@dataclass(frozen=True)
class Sheet:
    """One file: its header, and its rows."""

    header: str
    rows: Callable[[Firm], Iterable[Row]]


def _clients(firm: Firm) -> Iterable[Row]:
    cast, team = firm.cast, firm.team
    for i, company in enumerate(cast.companies):
        yield (
            cast.ids[i],
            company.name,
            "consumer" if cast.is_consumer(i) else "business",
            cast.segments[i],
            cast.sizes[i],
            cast.country(i),
            cast.languages[i],
            cast.contacts[i][0].address,
            tax_number(cast, i),
            iso(int(cast.since[i])),
            iso(int(cast.ended[i])) if cast.ended[i] != FOREVER else "",
            team.people[team.serving[i, 1]].name,
            "true" if cast.parts[i] == "demanding" else "",
        )


def tax_number(cast: Cast, client: int) -> str:
    """A tax number that no real firm has; consumers have none."""
    return (
        ""
        if cast.is_consumer(client)
        else f"{cast.country(client)}T{70_000_000 + client * 7919 % 9_999_991:08d}"
    )


def _contacts(firm: Firm) -> Iterable[Row]:
    cast, serial = firm.cast, 0
    for client, people in enumerate(cast.contacts):
        for person in people:
            serial += 1
            yield f"P{serial:05d}", cast.ids[client], person.name, person.address, person.role


def _staff(firm: Firm) -> Iterable[Row]:
    team, hired = firm.team, number(START)
    for i, person in enumerate(team.people):
        joined = JOINED.get(i, hired - 400 * (i + 1) // 2)
        left = iso(LEFT[i]) if i in LEFT else ""
        yield (
            team.ids[i], person.name, person.address, team.roles[i],
            money(team.hourly_cost[i]), firm.cast.trade.currency, iso(joined), left,
        )  # fmt: skip


def _engagements(firm: Firm) -> Iterable[Row]:
    cast, team, trade = firm.cast, firm.team, firm.cast.trade
    for i, client in enumerate(cast.ids):
        fee = float(cast.revenue[i].max())
        service = trade.services[i % len(trade.services)]
        seconds = round(fee * trade.hours_share / team.blended_cost * 3600)
        ended = iso(int(cast.ended[i])) if cast.ended[i] != FOREVER else ""
        renewal = "" if ended else iso(DAYS + 30 + i * 37 % 330)
        yield (
            f"E{i + 1:04d}", client, f"{service} for {cast.companies[i].name}", service,
            iso(int(cast.since[i])), ended, money(fee), trade.currency, "month", seconds, (30, 60, 90)[i % 3],
            renewal,
        )  # fmt: skip


def _payments(firm: Firm) -> Iterable[Row]:
    """One row per transfer: invoices paid on the same day came in one sum."""
    invoices, cast = firm.invoices, firm.cast
    gross = (invoices.net - np.where(invoices.by_note, invoices.credited, 0)) * (1 + cast.trade.tax_rate)
    sums: dict[tuple[int, int], float] = {}
    columns = (invoices.client.tolist(), invoices.paid.tolist(), gross.tolist())
    for client, paid, amount in zip(*columns, strict=True):
        if paid != OPEN:
            sums[paid, client] = sums.get((paid, client), 0.0) + round(amount, 2)
    for serial, ((paid, client), amount) in enumerate(sorted(sums.items()), start=1):
        method = "card" if cast.is_consumer(client) else ("transfer", "transfer", "direct debit")[client % 3]
        yield f"R{serial:05d}", cast.ids[client], iso(paid), money(amount), cast.trade.currency, method


def _credits(firm: Firm) -> Iterable[Row]:
    """Refunds and goodwill; credit notes are in the accounting export."""
    invoices, cast = firm.invoices, firm.cast
    for i in np.flatnonzero((invoices.credited > 0) & ~invoices.by_note):
        client = int(invoices.client[i])
        greedy = "takes advantage" in cast.families[client]
        ours = i % 5 < (0 if greedy else 2)
        reason = (
            "our mistake" if ours else ("insisted on a reduction", "threatened to leave", "goodwill")[i % 3]
        )
        yield (
            f"K{i + 1:05d}", cast.ids[client], iso(int(invoices.credited_on[i])), money(invoices.credited[i]),
            cast.trade.currency, "goodwill" if i % 3 == 0 else "refund", "true" if ours else "false", reason,
        )  # fmt: skip


def _costs(firm: Firm) -> Iterable[Row]:
    """Goods of a shop by invoice, less what went back on the shelf; a service firm's purchases."""
    invoices, cast = firm.invoices, firm.cast
    kinds = (
        ("goods", "goods", "freight")
        if cast.trade.is_shop
        else ("subcontractor", "registry fees", "software")
    )
    kept = invoices.net - (0.9 * invoices.credited if cast.trade.is_shop else 0)
    for i, (client, day) in enumerate(zip(invoices.client.tolist(), invoices.issued.tolist(), strict=True)):
        amount = kept[i] * cast.direct_share[client] * (0.8 + i * 0.618 % 0.4)
        yield f"D{i + 1:05d}", cast.ids[client], iso(day), money(amount), cast.trade.currency, kinds[i % 3]


def _meetings(firm: Firm) -> Iterable[Row]:
    cast, agreed = firm.cast, firm.meetings
    zone = cast.trade.zone
    for i, client in enumerate(agreed.client):
        fate, day, minute = int(agreed.fate[i]), int(agreed.day[i]), int(agreed.minute[i])
        off = utc(moment(day, minute - int(agreed.notice[i]), zone)) if fate in (LATE, EARLY, OURS) else ""
        yield (
            f"M{i + 1:05d}", cast.ids[client], firm.team.ids[agreed.staff[i]],
            utc(moment(day, minute, zone)), int(agreed.length[i]) * 60, OUTCOMES[fate], off, CAUSES[fate],
            int(agreed.late[i]) or "", agreed.title[i],
        )  # fmt: skip


def _orders(firm: Firm) -> Iterable[Row]:
    cast, bought = firm.cast, firm.shopping
    for i, order in enumerate(bought.ids):
        placed = utc(moment(bought.day[i], bought.minute[i], cast.trade.zone))
        yield (
            order, cast.ids[bought.client[i]], placed, money(bought.amount[i]), cast.trade.currency,
            int(bought.quantity[i]), bought.channel[i],
        )  # fmt: skip


def _returns(firm: Firm) -> Iterable[Row]:
    cast, bought, zone = firm.cast, firm.shopping, firm.cast.trade.zone
    for i in np.flatnonzero(bought.returned > 0):
        share = bought.returned[i] / bought.amount[i]
        yield (
            f"B{i + 1:05d}", cast.ids[bought.client[i]], bought.ids[i],
            utc(moment(bought.returned_day[i], bought.returned_minute[i], zone)),
            utc(moment(bought.day[i], bought.minute[i], zone)), money(bought.returned[i]),
            cast.trade.currency, max(1, round(share * int(bought.quantity[i]))), bought.reason[i],
        )  # fmt: skip


SHEETS: Mapping[str, Sheet] = {
    "clients": Sheet(
        "client_id,name,kind,segment,size,country,language,email,tax_number,since_on,ended_on,owner,wanted",
        _clients,
    ),
    "contacts": Sheet("contact_id,client_id,name,email,role", _contacts),
    "staff": Sheet("staff_id,name,email,role,hourly_cost,currency,joined_on,left_on", _staff),
    "engagements": Sheet(
        "engagement_id,client_id,title,service,started_on,ended_on,fee,currency,fee_period,planned_seconds,"
        "notice_days,renewal_on",
        _engagements,
    ),
    "payments": Sheet("payment_id,client_id,paid_on,amount,currency,method", _payments),
    "credits": Sheet("credit_id,client_id,issued_on,amount,currency,kind,our_fault,reason", _credits),
    "costs": Sheet("cost_id,client_id,incurred_on,amount,currency,kind", _costs),
    "meetings": Sheet(
        "meeting_id,client_id,staff_id,starts_at,planned_seconds,outcome,cancelled_at,caused_by,"
        "late_seconds,title",
        _meetings,
    ),
    "orders": Sheet("order_id,client_id,ordered_at,amount,currency,quantity,channel", _orders),
    "returns": Sheet(
        "return_id,client_id,order_id,returned_at,ordered_at,amount,currency,quantity,reason", _returns
    ),
}
"""File name without ending -> what is in it."""
