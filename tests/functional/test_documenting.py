"""Messages that are imported are read at once."""

from datetime import UTC, datetime

import pytest

from amicable.engines.duckdb import open_evidence
from amicable.engines.ledger import Ledger
from amicable.importing import import_files

HEAD = "message_id,client_id,direction,channel,sent_at,subject,body,automatic\n"


@pytest.fixture
def imported(tmp_path):
    def enter(*rows: str) -> list[dict]:
        path = tmp_path / "messages.csv"
        path.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
        ledger = Ledger.open(tmp_path / "ledger")
        import_files(ledger, [path], at=datetime(2027, 5, 4, tzinfo=UTC))
        evidence = open_evidence(
            Ledger.open(tmp_path / "ledger"), today=datetime(2027, 5, 4, tzinfo=UTC).date()
        )
        return evidence.readings.to_pyarrow().to_pylist()

    return enter


def test_what_a_client_wrote_is_documented_with_its_words(imported):
    (found,) = imported("m1,c1,in,email,2027-05-03T10:00:00Z,March,You are complete idiots.,false")
    assert (found["situation"], found["quote"], found["aimed"]) == ("abuse", "You are complete idiots", "you")
    assert (found["client_id"], found["message_id"], found["place"]) == ("own:c1", "own:m1", "body")


@pytest.mark.parametrize("row", [
    "m1,c1,out,email,2027-05-03T10:00:00Z,March,You are complete idiots.,false",
    "m1,c1,in,email,2027-05-03T10:00:00Z,March,You are complete idiots.,true",
    'm1,c1,in,email,2027-05-03T10:00:00Z,March,"Fine.\n\nOn Mon, 3 May 2027 at 09:00, Ana <a@f.example> wrote:\n> You are complete idiots.",false',
])  # fmt: skip
def test_a_client_is_not_blamed_for_our_words_or_a_machines(imported, row):
    assert imported(row) == []


def test_the_same_messages_again_document_nothing_twice(imported):
    row = "m1,c1,in,email,2027-05-03T10:00:00Z,March,You are complete idiots.,false"
    assert len(imported(row)) == 1
    assert len(imported(row, "m2,c1,in,email,2027-05-03T11:00:00Z,March,Thank you.,false")) == 1
