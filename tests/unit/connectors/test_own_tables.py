from datetime import date

from amicable.connectors import sources
from amicable.evidence import schemas


def test_reads_files_with_the_columns_of_evidence_as_they_are(outcome):
    content = "client_id,worked_on,seconds,staff_id\nC1,2021-01-31,90,Ann\n"

    found = outcome(content)

    assert found.reading.connector == "amicable"
    (row,) = found.tables["time_entries"]
    assert (row["client_id"], row["worked_on"], row["seconds"]) == ("own:C1", date(2021, 1, 31), 90)


def test_keeps_ids_that_bear_their_source(outcome):
    found = outcome("client_id,name,country\ndemo:C1,Ann,ES\nC2,Bob,ES\n")

    assert found.column("client_id") == ["demo:C1", "own:C2"]


def test_leaves_tables_with_other_columns_to_others(outcome):
    found = outcome("client_id,name,country,colour\nC1,Ann,ES,red\n")

    assert "No connector knows this table" in found.problems[0][2]


def test_knows_every_evidence_table():
    own = {sheet.name for sheet in sources()["amicable"].sheets}

    brought = {name for name, table in schemas().items() if not table.read_from}
    assert own == brought
