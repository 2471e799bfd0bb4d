"""Real companies' exports through the command line: the figures that must come out, and the rules by which."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from amicable.cli import main
from amicable.engines.duckdb import open_evidence
from amicable.engines.ledger import Ledger


@pytest.fixture(scope="module")
def company(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger into which a real company's Xero exports were imported."""
    ledger = tmp_path_factory.mktemp("xero") / "ledger"
    assert main(["import", str(shared / "xero_company"), "--ledger", str(ledger)]) == 0
    return ledger


@pytest.fixture
def answer(capsys: pytest.CaptureFixture[str]):
    """The JSON that a command prints."""

    def ask(*words: str) -> dict:
        assert main([*words, "--json"]) in (0, 1)
        return json.loads(capsys.readouterr().out)

    return ask


def figures(shared: Path, name: str) -> dict:
    """Expected figures, counted by other means."""
    return json.loads((shared / "expected" / f"{name}.json").read_text(encoding="utf-8"))


def test_leaves_supplier_bills_out_with_a_reason(shared, tmp_path, answer):
    """Of 601 documents 484 are bills; 117 are sales invoices, of which one was deleted."""
    wanted = figures(shared, "E2")
    done = answer("import", str(shared / "xero_company"), "--ledger", str(tmp_path / "ledger"))
    invoices = next(one for one in done["files"] if one["file"].endswith("xero_invoice_data.csv"))
    left = {one["reason"]: one["rows"] for one in invoices["left_out"]}
    assert invoices["read"] == wanted["rows"]
    assert left["Bills of suppliers are not evidence about clients."] == wanted["bills_ignored"]
    assert sum(left.values()) - wanted["bills_ignored"] == wanted["status"]["DELETED"]
    assert invoices["entered"]["invoices"]["new"] == wanted["sales_invoices"] - wanted["status"]["DELETED"]
    assert invoices["entered"]["clients"]["new"] == wanted["clients"]


def test_counts_late_payments_as_others_did(shared, company, answer):
    """43 late of 103 paid, 22.4 days on average, 107 at worst."""
    wanted = figures(shared, "E2")
    totals = answer(
        "occasions",
        "late_payment",
        "--totals",
        "--set",
        "late_payment.grace_days=0",
        "--ledger",
        str(company),
    )
    overall = totals["overall"]
    assert (overall["events"], overall["exposure"]) == (wanted["late_paid"], wanted["paid"])
    assert overall["mean_days_shown"] == wanted["mean_days_late_of_late"]
    assert overall["max_days"] == wanted["max_days_late"]
    faces = totals["face_values"].values()
    assert round(sum(float(face["value"]) for face in faces), 2) == wanted["sum_total_paid"]
    clients = {one["client_id"].removeprefix("xero:"): one for one in totals["clients"]}
    for top in wanted["top5_late"]:
        one = clients[top["contact_id"]]
        assert (one["exposure"], one["events"], one["mean_days"], one["max_days"]) == (
            top["paid"], top["late"], top["mean_dl"], top["max_dl"],
        )  # fmt: skip


@pytest.mark.parametrize("words", [("ledger",), ("occasions", "late_payment", "--totals")])
def test_shows_what_was_open_and_overdue_on_a_day(shared, company, answer, words):
    """On 17 March 2021: 13 open worth 42,841.00, of which 5 overdue worth 9,750.00."""
    wanted = figures(shared, "E2")
    owed = answer(*words, "--as-of", wanted["as_of"], "--ledger", str(company))["receivables"]
    assert (owed["open"], float(owed["open_face_amount"])) == (wanted["open"], wanted["open_amount_due"])
    assert (owed["overdue"], float(owed["overdue_face_amount"])) == (
        wanted["overdue"],
        wanted["overdue_amount_due"],
    )


def test_importing_again_changes_nothing(shared, company, answer):
    """The same files again: not one row is new or corrected."""
    answer("import", str(shared / "xero_company"), "--ledger", str(company))
    again = answer("import", str(shared / "xero_company"), "--ledger", str(company))
    assert all(one["imported_before"] or not one["entered"] for one in again["files"])


def test_an_earlier_day_knows_nothing_of_later_payments(company, answer):
    """At the end of 2019 not one of the later payments is known."""
    then = answer("occasions", "late_payment", "--totals", "--as-of", "2019-12-31", "--ledger", str(company))
    now = answer("occasions", "late_payment", "--totals", "--ledger", str(company))
    assert then["overall"]["exposure"] < now["overall"]["exposure"]
    assert then["receivables"]["open"] > 0


def test_a_help_desk_event_log_becomes_tickets(shared, tmp_path, answer):
    """4,580 tickets of 394 customers, the busiest with 250, 623 taken in charge more than once."""
    wanted, ledger = figures(shared, "E9"), str(tmp_path / "ledger")
    mapping = Path(__file__).parents[2] / "docs" / "examples" / "helpdesk_log.toml"
    answer("import", str(shared / "helpdesk_log"), "--map", str(mapping), "--ledger", ledger)
    tickets = open_evidence(Ledger.open(Path(ledger)), today=date(2026, 1, 1)).tickets.to_pyarrow()
    per_client = Counter(client.removeprefix("helpdesk:") for client in tickets["client_id"].to_pylist())
    assert (tickets.num_rows, len(per_client)) == (wanted["tickets"], wanted["customers"])
    assert min(tickets["opened_on"].to_pylist()).isoformat() == wanted["first"]
    assert max(tickets["closed_on"].to_pylist()).isoformat() == wanted["last"]
    assert sum(count > 1 for count in tickets["taken_in_charge"].to_pylist()) == wanted["rework_tickets"]
    for top in wanted["top10_customers"]:
        assert (
            next(n for client, n in per_client.items() if client.endswith(top["customer"])) == top["tickets"]
        )


def test_a_time_log_in_windows_1252_keeps_every_hour(shared, tmp_path, answer):
    """10,266 tasks, 95,001.98 hours: seconds are kept, so sums are exact."""
    wanted, ledger = figures(shared, "E11"), str(tmp_path / "ledger")
    mapping = Path(__file__).parents[2] / "docs" / "examples" / "sip_timetracking.toml"
    answer(
        "import",
        str(shared / "sip_timetracking" / "Sip-task-info.csv"),
        "--map",
        str(mapping),
        "--ledger",
        ledger,
    )
    tables = {one["table"]: one for one in answer("ledger", "--ledger", ledger)["tables"]}
    assert tables["engagements"]["rows"] == wanted["tasks"]
    assert round(tables["time_entries"]["hours"], 2) == wanted["developer_hours"]
