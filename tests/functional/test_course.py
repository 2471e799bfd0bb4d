"""`amicable course` and `amicable review` say the same of a client, whatever the sign."""

import json

import pytest

from amicable.cli import main

CLIENTS = [f"C{number}" for number in range(1, 25)]


@pytest.fixture
def ledger(tmp_path, capsys):
    """Clients alike, of whom one asked for what is not right, as a person confirmed."""
    exports = tmp_path / "exports"
    exports.mkdir()
    invoices = [
        f"{client}-{month},{client},2024-{month:02}-03,2024-{month:02}-20,1000.00"
        for client in CLIENTS
        for month in range(1, 13)
    ]
    files = {
        "clients.csv": ["client_id,name", *(f"{one},{one} Ltd" for one in CLIENTS)],
        "invoices.csv": ["invoice_id,client_id,issued_on,due_on,total", *invoices],
        "incidents.csv": [
            "incident_id,client_id,happened_on,kind,note,reported_by,confirmed",
            "N1,C7,2024-11-03,unethical,Asked us to date an agreement back.,S1,true",
        ],
    }
    for name, lines in files.items():
        (exports / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert main(["import", str(exports), "--ledger", str(tmp_path / "ledger")]) == 0
    capsys.readouterr()
    return str(tmp_path / "ledger")


def test_what_is_grave_and_confidential_is_on_the_list_and_in_the_course(ledger, capsys):
    main(["review", "--json", "--ledger", ledger])
    (named,) = [one for one in json.loads(capsys.readouterr().out)["ranking"] if one["name"] == "C7 Ltd"]
    main(["course", "C7 Ltd", "--quick", "--json", "--ledger", ledger])
    course = json.loads(capsys.readouterr().out)
    assert [one["sign"] for one in named["findings"] if one["strong"]] == ["unethical_conduct"]
    assert course["best"] == "part_at_once"
