"""Two real logs, read with the mappings of the documentation."""

import json
from collections import Counter
from pathlib import Path

import pyarrow.compute as pc

from amicable.connectors import load_mapping, read
from amicable.evidence import Firm

EXAMPLES = Path(__file__).parents[3] / "docs" / "examples"


def tables(path, mapping):
    (reading,) = read(path, firm=Firm(), mapping=load_mapping(EXAMPLES / mapping))
    assert reading.adds_up
    assert reading.problems == []
    return reading, {filled.table: filled.rows.read_all() for filled in reading.filled}


def test_a_help_desk_log_gives_one_ticket_per_case_with_the_customer_of_its_first_event(shared):
    expected = json.loads((shared / "expected" / "E9.json").read_text())

    reading, found = tables(shared / "helpdesk_log" / "helpdesk.csv.gz", "helpdesk_log.toml")

    tickets = found["tickets"]
    assert (reading.read, tickets.num_rows) == (expected["events"], expected["tickets"])
    busiest = Counter(tickets["client_id"].to_pylist())
    assert len(busiest) == found["clients"].num_rows == expected["customers"]
    top = expected["top10_customers"][0]
    assert busiest.most_common(1) == [(f"helpdesk:{top['customer']}", top["tickets"])]
    assert pc.sum(pc.greater(tickets["taken_in_charge"], 1)).as_py() == expected["rework_tickets"]
    lengths = pc.subtract(tickets["closed_at"].cast("int64"), tickets["opened_at"].cast("int64"))
    assert round(pc.mean(lengths).as_py() / 86_400_000_000, 4) == expected["mean_days"]


def test_a_task_list_gives_hours_per_developer_and_estimates_per_task(shared):
    expected = json.loads((shared / "expected" / "E11.json").read_text())

    reading, found = tables(shared / "sip_timetracking" / "Sip-task-info.csv", "sip_timetracking.toml")

    tasks, entries = found["engagements"], found["time_entries"]
    assert (reading.read, tasks.num_rows) == (expected["rows"], expected["tasks"])
    assert pc.sum(tasks["planned_seconds"]).as_py() / 3600 == expected["estimate_hours"]
    assert pc.sum(entries["seconds"]).as_py() / 3600 == expected["actual_hours"]
    rework = pc.filter(entries["seconds"], pc.equal(entries["kind"], "rework"))
    assert pc.sum(rework).as_py() / 3600 == expected["bug_hours"]
    assert found["clients"].num_rows == expected["projects"]
