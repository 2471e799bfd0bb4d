"""What a person says about an unknown table becomes a mapping that reads it."""

import pytest

from amicable.connectors import Layout, fitting, mapping_of, question, read, sketch, written
from amicable.connectors._guessing import NoGuess
from amicable.evidence import Firm
from amicable.refusal import Refusal

HOURS = "Kunde;Wer;Tag;Minuten;Netto\n" + "".join(f"Acme;Ann;{n}.03.2024;90;1.234,5\n" for n in range(1, 9))


@pytest.fixture
def hours(tmp_path):
    path = tmp_path / "hours.csv"
    path.write_text(HOURS)
    return path


def test_a_sketch_shows_columns_rows_and_what_could_be_meant_as_well(tmp_path):
    path = tmp_path / "bills.csv"
    path.write_text("Customer,Client,Date,Total\nAcme,1,2024-03-01,10\nAcme,1,2024-03-02,10\n")
    found = sketch(path, "invoices")
    assert found.names == ("Customer", "Client", "Date", "Total")
    assert found.rows[0] == ("Acme", "1", "2024-03-01", "10")
    assert {found.columns["client_id"], *found.rivals["client_id"]} == {"Customer", "Client"}


def test_a_table_that_resembles_nothing_is_sketched_all_the_same(tmp_path):
    path = tmp_path / "odd.csv"
    path.write_text("alpha,beta\nx,y\nz,w\n")
    assert (sketch(path).table, sketch(path).columns) == ("", {})


def test_what_cannot_be_read_is_refused_with_the_reason(tmp_path):
    path = tmp_path / "letter.pdf"
    path.write_bytes(b"%PDF-1.7")
    with pytest.raises(NoGuess, match="This is a PDF"):
        sketch(path)


def test_the_mapping_reads_as_it_was_said(hours):
    layout = Layout(
        title="Unsere Stunden",
        table="time_entries",
        columns={"client_id": "Kunde", "worked_on": "Tag", "seconds": "Minuten"},
        constants={"staff_id": "ann"},
        unit="minutes",
        decimal=",",
    )
    mapping = mapping_of(written(layout), "x")
    assert mapping.namespace == "unsere_stunden"
    (reading,) = list(read(hours, firm=Firm(), mapping=mapping))
    assert (reading.read, reading.entered, reading.faulty) == (8, 8, 0)


def test_a_known_layout_is_found_again(hours):
    layout = Layout("H", "time_entries", {"client_id": "Kunde", "worked_on": "Tag", "seconds": "Minuten"})
    other = Layout("T", "tickets", {"client_id": "Who", "opened_at": "When"})
    known = {"other": mapping_of(written(other), "other"), "hours": mapping_of(written(layout), "hours")}
    assert fitting(hours, known) == "hours"
    assert fitting(hours, {"other": known["other"]}) == ""


def test_a_mapping_that_is_no_toml_is_refused():
    with pytest.raises(Refusal, match="cannot be read"):
        mapping_of("title = [", "mine")


def test_an_unknown_table_asks_for_a_mapping(hours):
    (reading,) = list(read(hours, firm=Firm()))
    assert [question(problem) for problem in reading.problems] == ["mapping"]
