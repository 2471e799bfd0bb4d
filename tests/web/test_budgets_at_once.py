"""Thirty-two people book the same budget at the same moment: it is never exceeded, on either database."""

import json
import os
import subprocess
import sys

import pytest

from tests.web import postgresql

PEOPLE = 32
BOOK = """
import json, sys, threading
from datetime import UTC, datetime
from pathlib import Path
from amicable.web import serving
serving.set_up(Path(sys.argv[1]))
from django.db import connection
from amicable.decision.mandate import Terms
from amicable.web.accounts.models import Person
from amicable.web.diary.queries import verify
from amicable.web.mandates import actions
from amicable.web.mandates.models import Booking, Budget
from amicable.web.portfolio.models import Client

people, per_client, per_month, amount, one_client = map(int, sys.argv[2:])
at = datetime(2026, 10, 7, 9, tzinfo=UTC)
eva, max_, ona = (Person.objects.create_user(f"{name}@example.com", None, name=name, role=role) for name, role in (("Eva", "employee"), ("Max", "manager"), ("Ona", "owner")))
terms = Terms("goodwill_credit", "EUR", per_client=per_client or None, per_month=per_month or None)
actions.set_line(by=ona, role="employee", terms=terms, above=max_, at=at)
clients = [Client.objects.create(client_id=f"own:C{i}", name=f"C{i}") for i in range(people)]
together, faults = threading.Barrier(people), []

def book(number):
    together.wait()
    wanted = actions.Wanted(clients[0 if one_client else number], "goodwill_credit", amount)
    try:
        actions.book(by=eva, wanted=wanted, at=at)
    except actions.NotCovered:
        pass
    except Exception as fault:
        faults.append(repr(fault))
    finally:
        connection.close()

threads = [threading.Thread(target=book, args=(number,)) for number in range(people)]
for one in threads: one.start()
for one in threads: one.join()
print(json.dumps({"database": connection.vendor, "faults": faults, "spent": Budget.objects.get().spent, "booked": sum(Booking.objects.values_list("amount", flat=True)), "diary": verify().holds}))
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def surroundings(request) -> dict[str, str]:
    """What the process finds in its environment: either database, fresh."""
    ours = {"AMICABLE_LEDGER", "AMICABLE_DATABASE", "DJANGO_SETTINGS_MODULE"}
    found = {name: value for name, value in os.environ.items() if name not in ours}
    if request.param == "postgresql":
        found["AMICABLE_DATABASE"] = postgresql.empty_database()
    return found | {"KIND": request.param}


def booked(ledger, surroundings, *given: int) -> dict[str, object]:
    """What stands in the database after everybody has booked at once."""
    command = [sys.executable, "-c", BOOK, str(ledger), str(PEOPLE), *map(str, given)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=surroundings)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert found.pop("database") == surroundings["KIND"]
    return found


def test_the_budget_of_a_month_is_never_exceeded(tmp_path, surroundings):
    found = booked(tmp_path / "ledger", surroundings, 0, 10_000, 700, 0)
    assert found == {"faults": [], "spent": 9_800, "booked": 9_800, "diary": True}


def test_the_limit_for_one_client_is_never_exceeded(tmp_path, surroundings):
    found = booked(tmp_path / "ledger", surroundings, 5_000, 0, 1_500, 1)
    assert found == {"faults": [], "spent": 4_500, "booked": 4_500, "diary": True}
