"""The demo firm: the same for the same seed, complete, and with what was planted really in its files."""

import csv
import json
import re
import tomllib
from collections import defaultdict
from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cache
from pathlib import Path
from statistics import median
from zoneinfo import ZoneInfo

import pytest

from amicable.demo import END, START, TooFewClients, generate
from amicable.evidence import Firm, schemas

ELSEWHERE = {
    "invoices": "xero_invoices",
    "time_entries": "harvest_time",
    "messages": "",
    "tickets": "zendesk_tickets",
}
IMPORTED = {name: table for name, table in schemas().items() if not table.read_from}
KINDS = ("accounting", "agency", "shop")


class Made:
    """A generated firm, read back from its files alone."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.truth = json.loads((folder / "truth.json").read_text("utf-8"))
        self.firm = tomllib.loads((folder / "firm.toml").read_text("utf-8"))
        self.bad = {b["client"]: b["signs"] for b in self.truth["bad"]}
        self.part = {f["part"]: f["client"] for f in self.truth["false_positives"]}
        written = {p["written"]: p["client"] for p in self.truth["same_client_pairs"]}
        self.by_name = {row["name"]: row["client_id"] for row in self.rows("clients")} | written

    @cache  # noqa: B019 (a few firms, alive as long as the module)
    def rows(self, name: str) -> list[dict[str, str]]:
        with (self.folder / "exports" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def sales(self) -> list[dict[str, str]]:
        contacts = {row["contact_id"]: self.by_name.get(row["name"]) for row in self.rows("xero_contacts")}
        found = [
            r
            for r in self.rows("xero_invoices")
            if r["type"] == "ACCREC" and r["status"] in ("PAID", "AUTHORISED")
        ]
        return [row | {"client": contacts[row["contact_id"]]} for row in found]

    def shares(self, occasions) -> dict[str, float]:
        """Share of each client's occasions that are true."""
        seen = defaultdict(list)
        for client, happened in occasions:
            seen[client].append(happened)
        return {client: sum(flags) / len(flags) for client, flags in seen.items()}

    def with_sign(self, sign: str) -> list[str]:
        return [client for client, signs in self.bad.items() if sign in signs]

    def stands_out(self, sign: str, rates: dict[str, float], *, at_least: float, peers_below: float) -> None:
        """Planted clients reach one level, the middle of all others stays under another."""
        planted = [rates[client] for client in self.with_sign(sign)]
        others = [rate for client, rate in rates.items() if client not in self.bad]
        assert planted
        assert min(planted) > at_least
        assert median(others) < peers_below


@pytest.fixture(scope="module", params=KINDS)
def made(request, tmp_path_factory) -> Made:
    return Made(generate(tmp_path_factory.mktemp("firm"), kind=request.param, seed=3, clients=160))


@pytest.fixture(scope="module")
def accounting(tmp_path_factory) -> Made:
    return Made(generate(tmp_path_factory.mktemp("firm"), kind="accounting", seed=11, clients=120))


@pytest.fixture(scope="module")
def shop(tmp_path_factory) -> Made:
    return Made(generate(tmp_path_factory.mktemp("firm"), kind="shop", seed=11, clients=200))


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_same_seed_makes_the_same_files(tmp_path):
    first = contents(generate(tmp_path / "one", kind="shop", seed=5, clients=60))
    second = contents(generate(tmp_path / "two", kind="shop", seed=5, clients=60))
    assert first == second


def test_another_seed_makes_another_firm(tmp_path):
    first = contents(generate(tmp_path / "one", kind="agency", seed=5, clients=60))
    second = contents(generate(tmp_path / "two", kind="agency", seed=6, clients=60))
    assert first["exports/clients.csv"] != second["exports/clients.csv"]


@pytest.mark.parametrize("clients", [59, 901])
def test_refuses_a_number_of_clients_that_it_has_no_room_or_names_for(tmp_path, clients):
    with pytest.raises(TooFewClients, match=str(clients)):
        generate(tmp_path, kind="shop", seed=1, clients=clients)
    assert not list(tmp_path.iterdir())


def test_every_kind_of_fact_has_rows(made):
    for table in IMPORTED:
        name = ELSEWHERE.get(table, table)
        rows = (
            made.rows(name)
            if name
            else (made.folder / "exports" / "mail.mbox").read_text("utf-8").splitlines()
        )
        assert rows, table


def test_native_files_have_the_columns_of_the_evidence(made):
    for table, schema in IMPORTED.items():
        if table not in ELSEWHERE:
            header = list(made.rows(table)[0])
            assert header == [name for name in schema.columns if name in header]
            required = {name for name, column in schema.columns.items() if column.required}
            assert required <= set(header)


def test_native_choices_are_those_of_the_evidence(made):
    for table in set(IMPORTED) - set(ELSEWHERE):
        rows = made.rows(table)
        for name in rows[0]:
            if choices := IMPORTED[table].columns[name].choices:
                assert {row[name] for row in rows} <= {*choices, ""}


def test_references_lead_to_rows_that_exist(made):
    ids = {
        table: {row[schema.key] for row in made.rows(table)}
        for table, schema in IMPORTED.items()
        if table not in ELSEWHERE
    }
    for table in ids:
        for name, column in IMPORTED[table].columns.items():
            if column.refers_to in ids:
                named = {row[name] for row in made.rows(table) if row.get(name)}
                assert named <= ids[column.refers_to], (table, name)


def test_keys_are_used_once(made):
    for table in set(IMPORTED) - set(ELSEWHERE):
        keys = [row[IMPORTED[table].key] for row in made.rows(table)]
        assert len(keys) == len(set(keys))


def test_other_tools_spell_clients_as_the_firm_does_but_for_the_pairs_in_the_truth(made):
    names = {row["name"] for row in made.rows("clients")}
    for source, seen in (
        ("xero", {r["name"] for r in made.rows("xero_contacts") if r["is_customer"] == "true"}),
        ("harvest", {r["Client"] for r in made.rows("harvest_time")} - {""}),
    ):
        pairs = {p["written"] for p in made.truth["same_client_pairs"] if p["source"] == source}
        assert seen - names == pairs
        assert len(pairs) == 6


def test_bills_drafts_and_one_voided_invoice_lie_among_the_sales(made):
    documents = [(row["type"], row["status"]) for row in made.rows("xero_invoices")]
    assert documents.count(("ACCPAY", "PAID")) > 100
    assert documents.count(("ACCREC", "DRAFT")) == 5
    assert documents.count(("ACCREC", "VOIDED")) == 1


def test_amounts_of_an_invoice_add_up(made):
    for row in made.sales():
        total, paid, due, credited = (
            float(row[c]) for c in ("total", "amount_paid", "amount_due", "amount_credited")
        )
        assert total == pytest.approx(paid + due + credited, abs=0.011)
        assert (row["status"] == "PAID") == bool(row["fully_paid_on_date"])


def test_the_records_end_on_the_fixed_day(made):
    assert (END - START).days + 1 == 3 * 365 + 1
    assert max(row["starts_at"] for row in made.rows("meetings"))[:10] <= END.isoformat()
    assert max(row["fully_paid_on_date"] for row in made.rows("xero_invoices")) <= END.isoformat()
    assert max(row["Date"] for row in made.rows("harvest_time")) <= END.isoformat()


def test_nobody_works_before_joining_or_after_leaving(made):
    terms = {row["name"]: (row["joined_on"], row["left_on"] or "9999") for row in made.rows("staff")}
    assert len(terms) == 14
    for row in made.rows("harvest_time"):
        joined, left = terms[f"{row['First Name']} {row['Last Name']}"]
        assert joined <= row["Date"] <= left


def test_firm_toml_holds_facts_that_a_firm_has(made):
    assert Firm(**made.firm).zone == made.firm["zone"]
    assert {row["role"] for row in made.rows("staff")} == set(made.firm["hourly_cost"])


def test_twenty_bad_clients_are_planted_each_with_two_families_or_more(made):
    assert len(made.bad) == 20
    assert all(len(b["families"]) >= 2 for b in made.truth["bad"])
    assert not set(made.bad) & set(made.part.values())
    assert len(made.part) == 8


def test_counts_in_the_truth_are_those_of_the_files(made):
    for name, count in made.truth["counts"].items():
        if name.endswith(".csv"):
            assert count == len(made.rows(name.removesuffix(".csv")))


def overdue(row) -> bool:
    paid = date.fromisoformat(row["fully_paid_on_date"]) if row["fully_paid_on_date"] else END
    return paid > date.fromisoformat(row["due_date"]) + timedelta(days=7)


def test_late_payers_pay_late(made):
    late = made.shares((r["client"], overdue(r)) for r in made.sales() if r["due_date"] <= END.isoformat())
    made.stands_out("late_payment", late, at_least=0.5, peers_below=0.25)
    assert late[made.part["price_sensitive"]] == 0


def invoiced(made: Made) -> dict[str, float]:
    revenue = defaultdict(float)
    for row in made.sales():
        revenue[row["client"]] += float(row["sub_total"])
    return revenue


def given_back(made: Made) -> dict[str, float]:
    given = defaultdict(float)
    contacts = {row["contact_id"]: made.by_name.get(row["name"]) for row in made.rows("xero_contacts")}
    for row in made.rows("xero_credit_notes"):
        given[contacts[row["contact_id"]]] += float(row["sub_total"])
    for row in made.rows("credits"):
        given[row["client_id"]] += float(row["amount"])
    return given


def test_draining_clients_take_twice_the_hours_of_others(made):
    revenue, hours = invoiced(made), defaultdict(float)
    for row in made.rows("harvest_time"):
        hours[made.by_name.get(row["Client"])] += float(row["Hours"])
    per_revenue = {client: hours[client] / revenue[client] for client in revenue}
    usual = median(per_revenue.values())
    compared = {client: rate / usual for client, rate in per_revenue.items()}
    made.stands_out("hours_per_revenue", compared, at_least=2.0, peers_below=1.1)
    assert compared[made.part["demanding"]] < 1.3


def test_unprofitable_clients_cost_more_than_they_bring(made):
    revenue, cost, given = invoiced(made), defaultdict(float), given_back(made)
    for row in made.rows("harvest_time"):
        cost[made.by_name.get(row["Client"])] += float(row["Cost Amount"])
    for row in made.rows("costs"):
        cost[row["client_id"]] += float(row["amount"])
    loss = {client: (cost[client] + given[client]) / revenue[client] - 1 for client in revenue}
    made.stands_out("unprofitable", loss, at_least=0.0, peers_below=-0.15)
    assert loss[made.part["demanding"]] < -0.15


def test_those_who_miss_meetings_miss_many_and_had_many(accounting):
    meetings = accounting.rows("meetings")
    missed = accounting.shares((r["client_id"], r["outcome"] == "no_show") for r in meetings)
    accounting.stands_out("no_shows", missed, at_least=0.15, peers_below=0.09)
    for client in accounting.with_sign("no_shows"):
        assert sum(row["client_id"] == client for row in meetings) >= 20
    few = [row["outcome"] for row in meetings if row["client_id"] == accounting.part["few_observations"]]
    assert sorted(few) == ["held", "no_show"]


def test_late_cancellations_come_within_a_day_of_the_meeting(accounting):
    def at_the_last_minute(row) -> bool:
        if row["outcome"] != "cancelled" or row["caused_by"] != "client":
            return False
        return datetime.fromisoformat(row["starts_at"]) - datetime.fromisoformat(
            row["cancelled_at"]
        ) < timedelta(days=1)

    late = accounting.shares((r["client_id"], at_the_last_minute(r)) for r in accounting.rows("meetings"))
    accounting.stands_out("late_cancellations", late, at_least=0.08, peers_below=0.09)


def mail(made: Made) -> list[dict[str, str]]:
    """Headers of every message."""
    text = (made.folder / "exports" / "mail.mbox").read_text("utf-8")
    return [
        dict(re.findall(r"^([A-Z][\w-]+): (.*)$", m.partition("\n\n")[0], re.MULTILINE))
        for m in re.split(r"^From \S+@.*\n", text, flags=re.MULTILINE)[1:]
    ]


def client_mail(made: Made) -> list[tuple[str, datetime]]:
    client = {row["email"]: row["client_id"] for row in made.rows("contacts")}
    sent = [(m["From"].partition("<")[2].rstrip(">"), parsedate_to_datetime(m["Date"])) for m in mail(made)]
    return [
        (client[address], when) for address, when in sent if not address.endswith(made.firm["domains"][0])
    ]


def test_those_without_boundaries_write_outside_the_hours_of_the_staff(accounting):
    zone = ZoneInfo(accounting.firm["zone"])

    def after_hours(when: datetime) -> bool:
        local = when.astimezone(zone)
        return local.weekday() > 4 or not 8 <= local.hour < 18

    rates = accounting.shares((client, after_hours(when)) for client, when in client_mail(accounting))
    accounting.stands_out("after_hours_contact", rates, at_least=0.4, peers_below=0.2)


def test_a_machine_writes_at_every_hour_of_the_day(accounting):
    hours = [when.hour for client, when in client_mail(accounting) if client == accounting.part["robot"]]
    assert len(hours) > 2000
    assert min(hours.count(hour) for hour in range(24)) > 40


def test_messages_answer_earlier_ones(accounting):
    known = set()
    answered = 0
    for message in mail(accounting):
        if "In-Reply-To" in message:
            assert message["In-Reply-To"] in known
            answered += 1
        known.add(message["Message-ID"])
    assert answered > 1000


def test_mail_is_written_in_six_languages(accounting):
    text = (accounting.folder / "exports" / "mail.mbox").read_text("utf-8")
    for quotation in (" wrote:", " escribió:", " va escriure:", " pisze:", " kirjoitti ", " đã viết:"):
        assert quotation in text


def test_returners_send_back_what_others_keep(shop):
    back = {row["order_id"] for row in shop.rows("returns")}
    rates = shop.shares((row["client_id"], row["order_id"] in back) for row in shop.rows("orders"))
    shop.stands_out("returns", rates, at_least=0.28, peers_below=0.15)


def test_everybody_sends_back_more_after_christmas(shop):
    back = {row["order_id"] for row in shop.rows("returns")}
    winter = shop.shares(
        (row["ordered_at"][5:7] in ("12", "01"), row["order_id"] in back) for row in shop.rows("orders")
    )
    assert winter[True] > 1.5 * winter[False]


def test_those_who_take_advantage_are_credited_much(made):
    revenue, given = invoiced(made), given_back(made)
    share = {client: given[client] / revenue[client] for client in revenue}
    made.stands_out("credits_and_refunds", share, at_least=0.05, peers_below=0.12)


def test_the_typing_error_is_reversed_within_minutes(made):
    client = made.part["typing_error"]
    largest = max(
        (row for row in made.rows("returns") if row["client_id"] == client), key=lambda r: float(r["amount"])
    )
    between = datetime.fromisoformat(largest["returned_at"]) - datetime.fromisoformat(largest["ordered_at"])
    assert between == timedelta(minutes=11)
    assert float(largest["amount"]) > 50_000


def test_what_the_client_complains_of_is_of_the_last_weeks(made):
    client = made.part["just_complained"]
    ours = [row["happened_on"] for row in made.rows("incidents") if row["client_id"] == client]
    assert max(ours) > (END - timedelta(days=60)).isoformat()
