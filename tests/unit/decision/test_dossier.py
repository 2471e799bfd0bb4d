"""The dossier of one client: found by name, with the situations behind every figure."""

from datetime import date

import pytest

from amicable.decision.criteria import Criteria
from amicable.decision.dossier import UnknownClient, dossier, find
from amicable.decision.review import review
from tests.spec.tables import evidence

from .firm import DRAIN, LATE, MACHINE


@pytest.mark.parametrize("wanted", [LATE, "late", "Lindqvist Legal", "lindqvist", "QVIST"])
def test_finds_a_client_by_id_by_name_and_by_part_of_the_name(reviewed, wanted):
    assert find(reviewed, wanted) == reviewed.position(LATE)


def test_a_whole_name_goes_before_parts_of_others(engine):
    """“Ana” is Ana, although Anabel and Mariana have it in their names."""
    clients = """
    client_id | name
    1         | Anabel
    2         | Ana
    3         | Mariana
    """
    found = review(evidence(engine, {"clients": clients}, as_of=date(2025, 12, 31)), Criteria())
    assert find(found, "Ana") == found.position("2")


def test_says_whom_it_could_be(reviewed):
    with pytest.raises(UnknownClient, match=r"“Usual” could be 33 clients: Usual 01 \(demo:01\)"):
        find(reviewed, "Usual")


def test_refuses_a_client_that_does_not_exist(reviewed):
    with pytest.raises(UnknownClient, match="No client is called “Nobody”"):
        find(reviewed, "Nobody")


@pytest.fixture(scope="module")
def late(reviewed):
    return dossier(reviewed, reviewed.position(LATE))


def test_every_situation_names_its_file_and_line(late):
    """The latest late payment: number, days late, money, and where it was read."""
    latest = next(one for one in late.situations if one.sign.name == "late_payment")
    assert (latest.quote, latest.days, latest.value) == ("late-202510", 40, 100_000)
    assert (latest.file, latest.line, latest.evidence_id) == ("invoices.csv", 23, "demo:late/2025-10")


def test_a_situation_reads_as_a_sentence(late):
    latest = next(one for one in late.situations if one.sign.name == "late_payment")
    sentence = latest.sentence(
        shown_date="9 November 2025", shown_money="€1,000.00", shown_number="1", language="en"
    )
    assert sentence == "Invoice late-202510, due on 9 November 2025, was paid 40 days late."


def test_lists_as_many_situations_as_the_finding_counted(late):
    counted = next(one for one in late.client.findings if one.sign.name == "late_payment")
    assert len([one for one in late.situations if one.sign.name == "late_payment"]) == counted.events


def test_shows_the_latest_first(late):
    days = [one.happened_on for one in late.situations]
    assert days == sorted(days, reverse=True)


def test_keeps_to_the_asked_number_of_each_sign(reviewed):
    short = dossier(reviewed, reviewed.position(LATE), most=3)
    assert [one.happened_on for one in short.situations if one.sign.name == "late_payment"] == [
        date(2025, 11, 9),
        date(2025, 10, 10),
        date(2025, 9, 9),
    ]


def test_a_message_keeps_the_hour_of_the_staffs_clock(reviewed):
    written = dossier(reviewed, reviewed.position(MACHINE)).situations
    first = min(
        (one for one in written if one.sign.name == "after_hours_contact"),
        key=lambda one: (one.happened_on, one.minute),
    )
    assert (first.happened_on, first.minute, first.quote) == (date(2025, 9, 1), 0, "Disk is full")
    assert "at 00:00" in first.sentence(
        shown_date="1 September 2025", shown_money="", shown_number="1", language="en"
    )


def test_shows_each_closed_quarter(late):
    """Eight quarters of three months; the open one of 2026 is not among them."""
    assert [one.began_on for one in late.quarters][:2] == [date(2024, 1, 1), date(2024, 4, 1)]
    assert len(late.quarters) == 8
    assert {(one.revenue, one.cost, one.hours, one.margin) for one in late.quarters} == {
        (300_000, 255_000, 15.0, 45_000)
    }


def test_says_what_must_be_ruled_out_first(late):
    assert "our invoice was late or wrong" in late.doubts


def test_a_loss_is_documented_quarter_by_quarter(reviewed):
    """1,300 of cost for 1,000 of revenue a month: 900 a quarter."""
    losses = [
        one
        for one in dossier(reviewed, reviewed.position(DRAIN)).situations
        if one.sign.name == "unprofitable"
    ]
    assert [one.value for one in losses] == [90_000] * 8


def test_rows_of_two_tables_with_the_same_id_are_told_apart(engine):
    """Invoice 7 and credit 7 of one source: each situation quotes its own."""
    tables = {
        "clients": "client_id | name\n anna | Anna",
        "invoices": """
        invoice_id | client_id | number | issued_on  | due_on     | paid_on    | total | file         | line
        x:7        | anna      | INV-7  | 2025-01-01 | 2025-01-31 | 2025-04-30 | 100   | invoices.csv | 2
        """,
        "credits": """
        credit_id | client_id | issued_on  | amount | reason | file        | line
        x:7       | anna      | 2025-02-01 | 10     | scope  | credits.csv | 3
        """,
    }
    found = review(evidence(engine, tables, as_of=date(2025, 12, 31)), Criteria())
    quoted = {
        (one.sign.name, one.quote, one.file, one.line)
        for one in dossier(found, found.position("anna")).situations
    }
    assert quoted == {
        ("late_payment", "INV-7", "invoices.csv", 2),
        ("credits_and_refunds", "scope", "credits.csv", 3),
    }
