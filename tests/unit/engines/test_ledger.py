import json
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amicable.engines.ledger import FileRecord, Ledger, LedgerBusy, LeftOut, NotALedger, Written
from amicable.evidence import Firm, Problem
from amicable.refusal import Refusal

from .rows import rows_of, utc

NOON = datetime(2024, 5, 2, 12, 0, tzinfo=UTC)


def invoice(number, total=100, on=date(2024, 2, 1), client="acme", **more):
    return {"invoice_id": f"x:{number}", "client_id": client, "issued_on": on, "total": total, **more}


def stored(ledger, table):
    """Every row of `table` as it lies in the files, in the files' order."""
    found = [pq.read_table(path, partitioning=None).to_pylist() for path in Ledger.open(ledger).files(table)]
    return [row for rows in found for row in rows]


def totals(ledger):
    return {row["invoice_id"]: row["total"] for row in stored(ledger, "invoices")}


# ------------------------------------------------------------------ rows


def test_the_same_file_again_changes_nothing(enter, folder):
    rows = [invoice(1), invoice(2), invoice(3, on=date(2024, 8, 1))]
    assert enter("invoices", *rows) == Written(new=3)
    files = Ledger.open(folder).files("invoices")
    assert enter("invoices", *rows) == Written(unchanged=3)
    assert Ledger.open(folder).files("invoices") == files


def test_a_corrected_row_replaces_the_old_one_even_in_another_quarter(enter, folder):
    enter("invoices", invoice(1), invoice(2), invoice(3))
    moved = invoice(1, total=250, on=date(2025, 7, 1))
    assert enter("invoices", moved, invoice(4)) == Written(new=1, corrected=1)
    assert totals(folder) == {"x:1": 250, "x:2": 100, "x:3": 100, "x:4": 100}
    assert Ledger.open(folder).rows()["invoices"] == 4


def test_two_values_changing_places_are_a_correction(enter):
    enter("invoices", invoice(1, net=80, tax=20))
    assert enter("invoices", invoice(1, net=20, tax=80)) == Written(corrected=1)


def test_of_one_id_several_times_in_a_file_the_last_row_counts(enter, folder):
    assert enter("invoices", invoice(1, 1), invoice(2), invoice(1, 2), invoice(1, 3)) == Written(
        2, repeated=2
    )
    assert totals(folder) == {"x:1": 3, "x:2": 100}


def test_a_mention_never_replaces_and_always_gives_way(enter, folder):
    passing = {"client_id": "x:acme", "name": "Acme"}
    full = {"client_id": "x:acme", "name": "Acme Ltd", "segment": "retail"}
    assert enter("clients", passing, passing, mention=True) == Written(new=1, repeated=1)
    assert enter("clients", full) == Written(corrected=1)
    assert enter("clients", passing, mention=True) == Written(unchanged=1)
    (row,) = stored(folder, "clients")
    assert (row["name"], row["mentioned"]) == ("Acme Ltd", False)


def test_a_full_row_replaces_a_mention_of_equal_content_in_the_same_import(folder):
    rows = rows_of("clients", [{"client_id": "x:acme", "name": "Acme"}])
    with Ledger.open(folder).importing(at=NOON) as batch:
        batch.write("clients", rows, source="x", file="invoices.csv", mention=True)
        batch.write("clients", rows, source="x", file="clients.csv", mention=False)
    (row,) = stored(folder, "clients")
    assert (row["file"], row["mentioned"]) == ("clients.csv", False)


def test_every_row_keeps_where_it_came_from(enter, folder):
    enter("invoices", invoice(1))
    (row,) = stored(folder, "invoices")
    assert (row["evidence_id"], row["source"], row["file"], row["line"]) == ("x:1", "books", "books.csv", 2)
    assert row["import_id"].startswith("20240502T093000-")


def test_times_are_told_by_the_staffs_clock(folder, enter):
    Ledger.open(folder).set_firm(zone="Europe/Helsinki")
    enter("messages", message(1, utc("2024-03-31 22:15")), message(2, utc("2024-03-31 00:59")))
    found = {row["message_id"]: row for row in stored(folder, "messages")}
    assert clock(found["x:1"]) == (date(2024, 4, 1), 19814, 75)
    assert clock(found["x:2"]) == (date(2024, 3, 31), 19813, 179)
    quarters = Counter(file.quarter for file in Ledger.open(folder).data_files("messages"))
    assert quarters == {2024 * 4: 1, 2024 * 4 + 1: 1}


def message(number, at):
    return {"message_id": f"x:{number}", "client_id": "acme", "direction": "in", "sent_at": at}


def clock(row):
    return row["sent_on"], row["sent_day"], row["sent_minute"]


def test_days_follow_the_firm_to_another_zone(folder, enter):
    enter("messages", message(1, utc("2024-03-31 22:15")))
    enter("invoices", invoice(1))
    untouched = Ledger.open(folder).files("invoices")
    ledger = Ledger.open(folder).set_firm(zone="Europe/Helsinki")
    assert clock(stored(folder, "messages")[0]) == (date(2024, 4, 1), 19814, 75)
    assert ledger.files("invoices") == untouched
    assert enter("messages", message(1, utc("2024-03-31 22:15"))) == Written(unchanged=1)


def test_rows_lie_by_quarter_and_by_client_inside(enter, folder):
    clients = ["c", "a", "b"]
    enter("invoices", *(invoice(n, client=clients[n % 3], on=date(2024, 1 + n % 6, 1)) for n in range(12)))
    for file in Ledger.open(folder).data_files("invoices"):
        found = pq.read_table(file.path, partitioning=None)["client_id"].to_pylist()
        assert Path(file.path).parent.name == f"quarter={file.quarter}"
        assert found == sorted(found)


def test_a_row_without_a_day_lies_in_quarter_0(enter, folder):
    enter("invoices", invoice(1, on=None))
    assert [file.quarter for file in Ledger.open(folder).data_files("invoices")] == [0]


def test_many_small_imports_do_not_leave_many_small_files(enter, folder):
    for number in range(20):
        enter("invoices", invoice(number))
    assert len(Ledger.open(folder).files("invoices")) < 16
    assert sorted(totals(folder)) == sorted(f"x:{number}" for number in range(20))


def test_streams_are_read_once_and_whole(folder):
    table = rows_of("invoices", [invoice(number) for number in range(1000)])
    reader = pa.RecordBatchReader.from_batches(table.schema, table.to_batches(max_chunksize=7))
    with Ledger.open(folder).importing(at=NOON) as batch:
        assert batch.write("invoices", reader, source="x", file="f", mention=False) == Written(new=1000)


versions = st.lists(
    st.lists(st.tuples(st.integers(0, 5), st.integers(1, 3), st.integers(1, 12)), min_size=1, max_size=6),
    min_size=1,
    max_size=5,
)


@settings(max_examples=25)
@given(versions)
def test_any_sequence_of_imports_ends_as_the_last_version_of_each_id(imports):
    with TemporaryDirectory() as folder:
        place, last = Path(folder) / "ledger", {}
        for rows in imports:
            given_rows = [invoice(n, total, date(2024, month, 1)) for n, total, month in rows]
            with Ledger.open(place).importing(at=NOON) as batch:
                written = batch.write(
                    "invoices", rows_of("invoices", given_rows), source="", file="", mention=False
                )
            assert written.new + written.corrected + written.unchanged + written.repeated == len(rows)
            last |= {f"x:{n}": (total, date(2024, month, 1)) for n, total, month in rows}
        found = [(r["invoice_id"], (r["total"], r["issued_on"])) for r in stored(place, "invoices")]
        assert sorted(found) == sorted(last.items())


def test_an_import_knows_the_ids_it_has_entered_itself(folder, enter):
    enter("invoices", invoice(1))
    with Ledger.open(folder).importing(at=NOON) as batch:
        assert batch.ids("clients").to_pylist() == []
        batch.write("invoices", rows_of("invoices", [invoice(2)]), source="", file="", mention=False)
        assert sorted(batch.ids("invoices").to_pylist()) == ["x:1", "x:2"]


# ------------------------------------------------------------------ snapshots


def test_an_import_is_seen_whole_or_not_at_all(folder, enter):
    enter("invoices", invoice(1))
    before = Ledger.open(folder)
    with Ledger.open(folder).importing(at=NOON) as batch:
        batch.write(
            "invoices", rows_of("invoices", [invoice(1, 7), invoice(2)]), source="", file="", mention=False
        )
        assert totals(folder) == {"x:1": 100}
    assert totals(folder) == {"x:1": 7, "x:2": 100}
    assert before.rows()["invoices"] == 1
    assert [pq.read_table(path)["total"].to_pylist() for path in before.files("invoices")] == [[100]]


def test_an_import_that_failed_leaves_nothing_behind(folder, enter):
    enter("invoices", invoice(1))
    with pytest.raises(ZeroDivisionError):
        import_that_fails(folder)
    ledger = Ledger.open(folder)
    assert (ledger.rows()["payments"], ledger.imports(), totals(folder)) == (0, [], {"x:1": 100})
    assert enter("invoices", invoice(1), invoice(2)) == Written(new=1, unchanged=1)


def import_that_fails(folder):
    with Ledger.open(folder).importing(at=NOON) as batch:
        batch.write("invoices", rows_of("invoices", [invoice(1, 7)]), source="", file="", mention=False)
        batch.write("payments", payment(1), source="", file="", mention=False)
        batch.record(FileRecord("f", "digest", "x"))
        raise ZeroDivisionError


def payment(number):
    row = {"payment_id": f"x:{number}", "client_id": "acme", "paid_on": date(2024, 3, 1), "amount": 5}
    return rows_of("payments", [row])


def test_a_second_import_waits_says_so_once_and_gives_up_in_time(folder):
    ledger, said = Ledger.open(folder), []
    second = ledger.importing(at=NOON, waiting=lambda: said.append("waiting"), timeout=0.1)
    with ledger.importing(at=NOON), pytest.raises(LedgerBusy, match="Another import"), second:
        pytest.fail("two imports at once")
    assert said == ["waiting"]


# ------------------------------------------------------------------ the diary of imports


def test_the_diary_tells_what_became_of_each_file(folder):
    problem = Problem("a.csv", 7, "total", "{text} is no amount.", {"text": "ten"})
    file = FileRecord(
        "a.csv", "digest", "books", "invoices", 9, {"invoices": Written(new=7)}, (LeftOut("Drafts.", 1),)
    )
    with Ledger.open(folder).importing(at=NOON) as batch:
        assert not batch.seen("digest")
        batch.record(file, [problem])
        assert batch.seen("digest")
    (found,) = Ledger.open(folder).imports()
    assert (found.at, found.import_id) == (NOON, batch.import_id)
    assert [vars(each) for each in found.files] == [{**vars(file), "problems": 1}]
    assert list(found.problems()) == [problem]
    with Ledger.open(folder).importing(at=NOON + timedelta(days=1)) as batch:
        assert batch.seen("digest")
        assert not batch.seen("another")


def test_links_are_replaced_as_a_whole(folder):
    assert Ledger.open(folder).links().num_rows == 0
    for aliases in (["a", "b"], ["c"]):
        with Ledger.open(folder).importing(at=NOON) as batch:
            batch.write_links(links(aliases))
    found = Ledger.open(folder).links().to_pylist()
    assert [(row["alias"], row["client_id"], row["decided_at"]) for row in found] == [("c", "x:acme", None)]


def links(aliases):
    count = len(aliases)
    return pa.table(
        {
            "alias": aliases,
            "client_id": ["x:acme"] * count,
            "how": ["tax number"] * count,
            "certainty": [1.0] * count,
            "decided_by": [""] * count,
            "decided_at": pa.nulls(count, pa.timestamp("us")),
        }
    )


# ------------------------------------------------------------------ the folder, the firm


def test_a_folder_that_holds_other_things_is_refused(tmp_path):
    (tmp_path / "thesis.odt").write_text("chapter one")
    with pytest.raises(NotALedger, match="holds other things"):
        Ledger.open(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.odt"]


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "ledger").write_text("")
    with pytest.raises(NotALedger, match="is a file"):
        Ledger.open(tmp_path / "ledger")


def test_a_path_that_engines_take_for_a_pattern_is_refused(tmp_path):
    with pytest.raises(NotALedger, match=r"contains \["):
        Ledger.open(tmp_path / "clients[old]")


def test_a_new_ledger_is_an_ordinary_empty_one(folder):
    ledger = Ledger.open(folder)
    assert ledger.firm == Firm()
    assert set(ledger.rows().values()) == {0}
    assert json.loads((folder / "manifest.json").read_text())["tables"] == {}


def test_what_is_said_about_the_firm_is_kept_and_explained(folder, monkeypatch):
    monkeypatch.setenv("AMICABLE_LANG", "en")
    facts = {
        "name": 'Smith & "Sons"',
        "country": "FI",
        "currency": "SEK",
        "workdays": [0, 1, 2, 3],
        "hourly_cost": {"*": 40.5, "partner": 120},
        "exchange": {"USD": 9.2},
        "direct_cost_rate": 0.35,
    }
    firm = Ledger.open(folder).set_firm(**facts).firm
    assert firm == Firm(**(facts | {"workdays": (0, 1, 2, 3)}))
    assert Ledger.open(folder).firm == firm
    assert "# Country, two letters" in (folder / "firm.toml").read_text()


@pytest.mark.parametrize(
    "wrong",
    [
        {"zone": "Europe/Nowhere"},
        {"zone": "../etc/passwd"},
        {"country": "XQ"},
        {"currency": "EURO"},
        {"opens": "8 o'clock"},
        {"closes": "25:00"},
        {"workdays": [7]},
        {"hourly_cost": {"partner": "much"}},
        {"exchange": {"USD": 0}},
        {"direct_cost_rate": 35},
        {"name": 5},
        {"domains": "example.com"},
        {"colour": "blue"},
    ],
)
def test_what_cannot_be_true_of_a_firm_is_refused(folder, wrong):
    with pytest.raises(Refusal):
        Ledger.open(folder).set_firm(**wrong)
    assert not (folder / "firm.toml").exists()


def test_a_slip_in_firm_toml_is_named(folder):
    Ledger.open(folder)
    (folder / "firm.toml").write_text('zone = "Europe/Madrid\n')
    with pytest.raises(Refusal, match=r"firm\.toml cannot be read"):
        Ledger.open(folder)
