"""A decision record changed by one byte past the application is found by the command."""

import json
import os
import subprocess
import sys

import pytest

from tests.web import postgresql

RECORD = """
import sys
from pathlib import Path
from amicable.web import serving
serving.set_up(Path(sys.argv[1]))
from amicable.web.accounts.models import Person
from amicable.web.cases.decisions.sealing import put
from amicable.web.cases.models import Case
from amicable.web.portfolio.models import Client
ona = Person.objects.create_user("ona@example.com", None, name="Ona", role="owner")
case = Case.objects.create(client=Client.objects.create(client_id="own:1", name="Vermell Foods"), led_by=ona, opened_by=ona)
put(case, "contest", by=ona.email, content={"words": "Paid 40 days late."})
"""
CHANGE = """
import sys
from pathlib import Path
from amicable.web import serving
serving.set_up(Path(sys.argv[1]))
from django.db import connection
from tests.web.unsealed import unsealed
with unsealed(), connection.cursor() as cursor:
    cursor.execute("UPDATE cases_decisionrecord SET content = replace(content, '40 days', '41 days')")
    assert cursor.rowcount == 1
"""


@pytest.fixture
def surroundings() -> dict[str, str]:
    """What the commands find in their environment: a fresh database of the kind that the tests run on."""
    ours = {"AMICABLE_LEDGER", "AMICABLE_DATABASE", "DJANGO_SETTINGS_MODULE"}
    found = {name: value for name, value in os.environ.items() if name not in ours}
    if os.environ.get("AMICABLE_TEST_DATABASE"):
        found["AMICABLE_DATABASE"] = postgresql.empty_database()
    return found


def test_the_command_finds_a_record_changed_by_one_byte(tmp_path, surroundings):
    def run(*words: str, expected: int = 0) -> str:
        done = subprocess.run([sys.executable, *words], env=surroundings, capture_output=True, text=True, check=False)  # fmt: skip
        assert done.returncode == expected, done.stderr
        return done.stdout

    ledger = str(tmp_path / "ledger")
    verify = ("-m", "amicable", "diary", "verify", "--ledger", ledger)
    run("-c", RECORD, ledger)
    assert json.loads(run(*verify, "--json"))["holds"] is True
    run("-c", CHANGE, ledger)
    told = json.loads(run(*verify, "--json", expected=5))
    assert [one["what"] for one in told["others"] if not one["holds"]] == ["records"]
    assert "do not hold from record 1 on" in run(*verify, expected=5)
