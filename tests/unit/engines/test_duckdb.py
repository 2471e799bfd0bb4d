import os
import shutil
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import ibis
import pyarrow as pa
import pytest

from amicable.engines.duckdb import open_evidence
from amicable.engines.ledger import Ledger
from amicable.evidence import schemas

from .rows import utc

TODAY = date(2025, 1, 15)
NOON = datetime(2024, 5, 2, 12, 0, tzinfo=UTC)


def invoice(number, client="x:acme", on=date(2024, 2, 1), **more):
    return {"invoice_id": f"x:{number}", "client_id": client, "issued_on": on, "total": 100} | more


def message(number, client):
    noon = utc("2024-02-01 12:00")
    return {"message_id": f"x:{number}", "client_id": client, "direction": "in", "sent_at": noon}


@pytest.fixture
def look(folder):
    """The evidence of the ledger, opened anew."""
    return lambda **how: open_evidence(Ledger.open(folder), **{"today": TODAY} | how)


@pytest.fixture
def link(folder):
    def _link(**clients):
        rows = [link_row(f"x:{alias}", f"x:{client}", "name") for alias, client in clients.items()]
        with Ledger.open(folder).importing(at=NOON) as batch:
            batch.write_links(pa.Table.from_pylist(rows, schema=Ledger.open(folder).links().schema))

    return _link


def link_row(alias, client, how):
    rest = {"certainty": 1.0, "decided_by": "ann", "decided_at": utc("2024-05-01 00:00")}
    return {"alias": alias, "client_id": client, "how": how} | rest


def column(table, name, by="evidence_id"):
    return table.order_by(by)[name].to_pyarrow().to_pylist()


# ------------------------------------------------------------------ as it was known then


def test_an_empty_ledger_has_every_table_with_its_columns(look):
    evidence = look()
    assert evidence.as_of == TODAY
    for name, table in schemas().items():
        assert getattr(evidence, name).count().execute() == 0
        assert set(table.columns) < set(getattr(evidence, name).columns)
    assert not evidence.has("invoices")


def test_an_empty_table_has_the_types_of_a_full_one(look, enter):
    before = {name: look().tables[name].schema() for name in ("invoices", "clients", "messages")}
    enter("invoices", invoice(1, currency="USD"))
    enter("clients", {"client_id": "x:acme", "name": "Acme"})
    enter("messages", message(1, "x:acme"))
    assert {name: look().tables[name].schema() for name in before} == before


def test_without_a_day_the_last_day_of_the_ledger_counts_but_never_a_future_one(look, enter):
    enter("invoices", invoice(1, on=date(2024, 3, 5)))
    assert look().as_of == date(2024, 3, 5)
    enter("payments", {"payment_id": "x:1", "client_id": "a", "paid_on": date(2099, 1, 1), "amount": 1})
    assert look().as_of == TODAY


def test_what_happened_later_is_absent(look, enter):
    enter(
        "invoices",
        invoice(1),
        invoice(2, on=date(2024, 2, 2)),
        invoice(3, on=date(2025, 1, 1)),
        invoice(4, on=None),
    )
    assert column(look(as_of=date(2024, 2, 1)).invoices, "evidence_id") == ["x:1", "x:4"]
    assert column(look(as_of=date(2024, 2, 2)).invoices, "evidence_id") == ["x:1", "x:2", "x:4"]


def test_what_became_known_later_is_empty(look, enter):
    enter(
        "invoices",
        invoice(1, paid_on=date(2024, 3, 5), paid_amount=100),
        invoice(2, paid_on=date(2024, 3, 4)),
    )
    invoices = look(as_of=date(2024, 3, 4)).invoices
    assert column(invoices, "paid_on") == [None, date(2024, 3, 4)]
    assert column(invoices, "paid_day") == [None, 19786]
    assert column(invoices, "paid_amount") == [100, None]


def test_a_time_known_later_is_hidden_by_the_staffs_day(look, enter, folder):
    Ledger.open(folder).set_firm(zone="Asia/Ho_Chi_Minh")
    opened, closed = utc("2024-02-01 12:00"), utc("2024-02-04 20:00")
    enter("tickets", {"ticket_id": "x:1", "opened_at": opened, "closed_at": closed})
    (hidden,) = look(as_of=date(2024, 2, 4)).tickets.to_pyarrow().to_pylist()
    (shown,) = look(as_of=date(2024, 2, 5)).tickets.to_pyarrow().to_pylist()
    assert [hidden[f"closed_{part}"] for part in ("at", "on", "day", "minute")] == [None] * 4
    assert (shown["closed_at"], shown["closed_on"], shown["closed_minute"]) == (closed, date(2024, 2, 5), 180)


# ------------------------------------------------------------------ whose


def test_other_ids_of_a_client_are_read_as_the_client(look, enter, link):
    enter("clients", *({"client_id": f"x:{name}", "name": name} for name in ("acme", "acme-ltd", "zen")))
    enter("invoices", invoice(1, "x:acme-ltd"), invoice(2, "x:zen"))
    link(**{"acme-ltd": "acme"})
    assert column(look().clients, "client_id") == ["x:acme", "x:zen"]
    assert column(look().invoices, "client_id") == ["x:acme", "x:zen"]
    link()
    assert column(look().invoices, "client_id") == ["x:acme-ltd", "x:zen"]


@pytest.mark.parametrize("how", ["rejected", "split"])
def test_ids_that_a_person_kept_apart_stay_apart(look, enter, folder, how):
    enter("clients", *({"client_id": f"x:{name}", "name": name} for name in ("acme", "zen")))
    enter("invoices", invoice(1, "x:acme"), invoice(2, "x:zen"))
    with Ledger.open(folder).importing(at=NOON) as batch:
        batch.write_links(pa.Table.from_pylist([link_row("x:zen", "x:acme", how)]))
    assert column(look().clients, "client_id") == ["x:acme", "x:zen"]
    assert column(look().invoices, "client_id") == ["x:acme", "x:zen"]
    assert column(look(clients=["x:acme"]).invoices, "evidence_id") == ["x:1"]


def test_a_mail_address_that_nobody_tied_to_a_client_is_nobody(look, enter, link):
    enter("messages", message(1, "address:ann@acme.test"), message(2, "x:acme"), message(3, None))
    assert column(look().messages, "client_id") == [None, "x:acme", None]


def test_a_mail_address_that_was_tied_to_a_client_is_the_client(folder, look, enter):
    enter("messages", message(1, "address:ann@acme.test"), message(2, "address:bob@zen.test"))
    with Ledger.open(folder).importing(at=NOON) as batch:
        batch.write_links(pa.Table.from_pylist([link_row("address:ann@acme.test", "x:acme", "mail")]))
    assert column(look().messages, "client_id") == ["x:acme", None]


def test_one_clients_evidence_holds_the_rows_of_all_its_ids_and_no_others(look, enter, link):
    enter("clients", *({"client_id": f"x:{name}", "name": name} for name in ("acme", "acme-ltd", "zen")))
    enter("staff", {"staff_id": "x:ann", "name": "Ann"})
    enter("invoices", invoice(1, "x:acme"), invoice(2, "x:acme-ltd"), invoice(3, "x:zen"))
    link(**{"acme-ltd": "acme"})
    evidence = look(clients=["x:acme"])
    assert column(evidence.invoices, "evidence_id") == ["x:1", "x:2"]
    assert column(evidence.clients, "name") == ["acme"]
    assert column(evidence.staff, "name") == ["Ann"]
    assert look(clients=[]).invoices.count().execute() == 0
    assert look(clients=["it's"]).invoices.count().execute() == 0


# ------------------------------------------------------------------ money


@pytest.mark.parametrize(
    ("currency", "minor", "expected"),
    [
        ("EUR", 1050, 1050),
        (None, 1050, 1050),
        ("USD", 1050, 1208),  # 1207.5: halves go to the even one
        ("USD", 1070, 1230),  # 1230.5
        ("USD", -1050, -1208),
        ("VND", 1_000_000, 3700),  # no digits after the mark there, two here
        ("GBP", 1050, None),
        ("USD", None, None),
        ("USD", 900_000_000_000_000_001, 1_035_000_000_000_000_001),
    ],
)
def test_money_is_in_the_firms_currency_to_the_cent(look, enter, folder, currency, minor, expected):
    Ledger.open(folder).set_firm(currency="EUR", exchange={"USD": 1.15, "VND": 0.000037})
    enter("invoices", invoice(1, total=5, net=minor, currency=currency), invoice(2, currency="EUR"))
    (row, _) = look().invoices.order_by("evidence_id").to_pyarrow().to_pylist()
    assert (row["net"], row["currency"], row["original_currency"]) == (expected, "EUR", currency)


# ------------------------------------------------------------------ answers kept by quarter


class Question:
    """A count and a sum per client and quarter, which remembers what it was shown."""

    def __init__(self, folder):
        self.kept = folder / "facts" / "billed"

    def __call__(self, evidence):
        invoices = evidence.invoices
        return invoices.group_by("client_id", "quarter").agg(
            bills=invoices.count(),
            paid=invoices.paid_on.count(),
            billed=invoices.total.sum(),
            last_day=invoices.issued_on.max(),
        )

    def files(self):
        return set(self.kept.glob("*.parquet"))


@pytest.fixture
def question(folder):
    return Question(folder)


def answers(evidence, question, fingerprint="1"):
    kept = evidence.kept("invoices", "billed", question, fingerprint)()
    return sorted(kept.to_pyarrow().to_pylist(), key=str), sorted(
        question(evidence).to_pyarrow().to_pylist(), key=str
    )


def bills(*quarters, **more):
    return [invoice(f"{year}-{month}", on=date(year, month, 1), **more) for year, month in quarters]


def test_kept_answers_equal_fresh_ones(look, enter, question):
    enter("invoices", *bills((2023, 5), (2023, 6), (2023, 9), (2024, 1)), invoice("none", on=None))
    kept, fresh = answers(look(), question)
    assert kept == fresh
    assert len(kept) == 4
    assert question(look()).schema() == look().kept("invoices", "billed", question, "1")().schema()


def test_only_quarters_that_changed_are_asked_again(look, enter, question):
    enter("invoices", *bills((2023, 5), (2023, 9), (2024, 1)))
    answers(look(), question)
    before = question.files()
    enter("invoices", invoice("new", on=date(2024, 1, 1)))
    kept, fresh = answers(look(), question)
    assert kept == fresh
    assert len(before) == 3
    assert len(question.files() - before) == 1


@pytest.mark.parametrize("change", ["fingerprint", "firm", "links"])
def test_another_way_of_asking_is_another_question(look, enter, link, folder, question, change):
    enter("invoices", *bills((2023, 5)))
    answers(look(), question)
    if change == "firm":
        Ledger.open(folder).set_firm(exchange={"USD": 2})
    if change == "links":
        link(acme="zen")
    kept, fresh = answers(look(), question, "2" if change == "fingerprint" else "1")
    assert kept == fresh
    assert len(question.files()) == 2


def test_an_answer_holds_for_another_day_once_all_in_it_has_happened(look, enter, question):
    enter("invoices", *bills((2023, 5), paid_on=date(2023, 6, 1)))
    enter("payments", {"payment_id": "x:1", "client_id": "a", "paid_on": date(2024, 6, 1), "amount": 1})
    for as_of in (date(2024, 6, 1), date(2023, 6, 1), date(2024, 5, 1)):
        kept, fresh = answers(look(as_of=as_of), question)
        assert kept == fresh
    assert len(question.files()) == 1


def test_an_answer_does_not_hide_what_became_known_since(look, enter, question):
    enter("invoices", *bills((2023, 5), (2023, 9), paid_on=date(2023, 10, 5)))
    for as_of in (
        date(2023, 5, 31),
        date(2023, 10, 4),
        date(2023, 10, 5),
        date(2023, 10, 4),
        date(2023, 5, 31),
    ):
        kept, fresh = answers(look(as_of=as_of), question)
        assert kept == fresh


def test_an_answer_that_looks_at_another_table_follows_it(look, enter):
    def facts(evidence):
        named = evidence.invoices.join(evidence.clients, "client_id").select(
            "client_id", "quarter", "issued_on"
        )
        return named.group_by("client_id", "quarter").agg(bills=named.count(), last_day=named.issued_on.max())

    enter("invoices", *bills((2023, 5)))
    assert look().kept("invoices", "named", facts, "1")().count().execute() == 0
    enter("clients", {"client_id": "x:acme", "name": "Acme"})
    assert look().kept("invoices", "named", facts, "1")().count().execute() == 1


def test_an_empty_table_is_asked_afresh(look, question, folder):
    assert answers(look(), question) == ([], [])
    assert not question.files()


def test_one_clients_answers_are_never_kept(look, enter, question):
    enter("invoices", *bills((2023, 5)), invoice(2, "x:zen"))
    kept, fresh = answers(look(clients=["x:zen"]), question)
    assert kept == fresh
    assert not question.files()


def test_answers_that_nobody_wanted_for_days_do_not_pile_up(look, enter, question):
    long_ago = time.time() - timedelta(days=3).total_seconds()
    for number in range(3):
        enter("invoices", invoice(number))
        answers(look(), question)
    first, *_ = before = sorted(question.files(), key=lambda path: path.stat().st_mtime_ns)
    for path in before:
        os.utime(path, (long_ago, long_ago))
    os.utime(first)
    enter("invoices", invoice("new"))
    answers(look(), question)
    assert first in question.files()
    assert len(question.files()) == 2


def test_kept_answers_may_be_deleted_at_any_time(look, enter, question, folder):
    enter("invoices", *bills((2023, 5)))
    answers(look(), question)
    shutil.rmtree(folder / "facts")
    kept, fresh = answers(look(), question)
    assert kept == fresh


def test_sums_stay_whole_numbers(look, enter):
    def facts(evidence):
        invoices = evidence.invoices
        return invoices.group_by("quarter").agg(
            billed=invoices.total.sum(), last_day=invoices.issued_day.max()
        )

    enter("invoices", invoice(1, total=2**60 + 1), invoice(2, total=0))
    (row,) = look().kept("invoices", "sums", facts, "1")().to_pyarrow().to_pylist()
    assert row["billed"] == 2**60 + 1


def test_a_ledger_may_move_with_its_answers(look, enter, question, folder, tmp_path):
    enter("invoices", *bills((2023, 5)))
    answers(look(), question)
    moved = Path(shutil.move(folder, tmp_path / "moved"))
    evidence = open_evidence(Ledger.open(moved), today=TODAY)
    kept, fresh = answers(evidence, question)
    assert kept == fresh
    assert len(list((moved / "facts" / "billed").iterdir())) == 1
    assert isinstance(evidence.invoices, ibis.Table)
