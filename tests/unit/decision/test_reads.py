"""How often a review looks at the facts: as often with two hundred signs as with forty."""

from collections import Counter
from dataclasses import replace
from functools import partial

import pytest

from amicable.decision.criteria import Criteria
from amicable.decision.facts import gather
from tests.spec.tables import evidence

from .firm import AS_OF, firm_of


@pytest.fixture(scope="module")
def firm(engine):
    """The small firm, with something in every other table beside."""
    client, known = "demo:late", firm_of(engine)
    more = {
        "meetings": [{"meeting_id": "m", "client_id": client, "starts_at": "2025-03-03 10:00:00", "outcome": "held"}],
        "orders": [{"order_id": "o", "client_id": client, "ordered_at": "2025-03-03 10:00:00", "amount": "10"}],
        "returns": [{"return_id": "r", "client_id": client, "returned_at": "2025-03-04 10:00:00", "amount": "10"}],
        "credits": [{"credit_id": "c", "client_id": client, "issued_on": "2025-03-04", "amount": "10"}],
        "referrals": [{"referral_id": "f", "client_id": client, "referred_on": "2025-03-04"}],
        "tickets": [{"ticket_id": "t", "client_id": client, "opened_at": "2025-03-03 10:00:00"}],
        "readings": [{"reading_id": "g", "client_id": client, "sent_at": "2025-03-03 10:00:00", "situation": "discount"}],
        "incidents": [{"incident_id": "i", "client_id": client, "happened_on": "2025-03-04", "kind": "other"}],
        "pulses": [{"pulse_id": "p", "client_id": client, "asked_on": "2025-03-04", "score": "3"}],
        "document_requests": [{"request_id": "d", "client_id": client, "due_on": "2025-03-04"}],
        "staff": [{"staff_id": "s", "name": "Ada"}],
    }  # fmt: skip
    beside = evidence(engine, more, as_of=AS_OF, firm=known.firm)
    tables = {**known.tables, **{name: beside.tables[name] for name in more}}
    return replace(known, tables=tables, rows={**known.rows, **dict.fromkeys(more, 1)})


def asked(firm, signs):
    """(table, answer) of every question that `signs` put to the facts."""
    questions = []

    def note(table, question, facts, fingerprint):
        questions.append((table, facts(firm)))
        return partial(facts, firm)

    gather(replace(firm, quarterly=note), signs)
    return questions


def test_every_sign_finds_its_facts(firm):
    signs = Criteria().in_force()
    assert {sign.name for sign in gather(firm, signs).signs} == {sign.name for sign in signs}


def test_each_fact_table_is_asked_once_for_each_sort_of_rows(firm):
    often = Counter(table for table, _ in asked(firm, Criteria().in_force()))
    assert often.pop("messages") == 3  # each by itself, by thread, by day
    assert often.pop("invoices") == 2  # by the day of issue, and by the day due
    assert often.pop("document_requests") == 2  # by the day due, and by the day they came
    assert often.pop("time_entries") == 2  # with the price of the hour, and with who worked
    assert often.pop("readings") == 2  # by message, and promises beside what was owed
    assert set(often.values()) == {1}


def test_twice_the_signs_ask_no_more(firm):
    signs = Criteria().in_force()
    twice = (*signs, *(replace(sign, name=f"{sign.name}_again") for sign in signs))
    assert [table for table, _ in asked(firm, twice)] == [table for table, _ in asked(firm, signs)]


def test_no_question_scans_its_table_twice(firm, engine):
    for table, answer in asked(firm, Criteria().in_force()):
        plan = engine.con.execute(f"EXPLAIN {engine.compile(answer)}").fetchone()[1]
        assert plan.count(f"Table: {firm.tables[table].get_name()} ") <= 1, plan
