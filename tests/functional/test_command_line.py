"""The command line as a person meets it: answers, refusals, exit codes, languages."""

import gzip
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from amicable.cli import main
from amicable.i18n import LANGUAGES

INVOICES = """invoice_id,client_id,number,issued_on,due_on,paid_on,total,currency
1,ann,A-1,2025-01-05,2025-02-04,2025-03-20,100.00,EUR
2,ann,A-2,2025-02-05,2025-03-07,2025-03-01,100.00,EUR
3,=cmd|' /C calc'!A0,A-3,2025-02-05,2025-03-07,,50.00,EUR
4,ben,A-4,2025-02-30,2025-03-07,,50.00,EUR
"""


@pytest.fixture
def exports(tmp_path: Path) -> Path:
    """A folder with one table, of whose four rows one cannot be right."""
    folder = tmp_path / "exports"
    folder.mkdir()
    (folder / "invoices.csv").write_text(INVOICES, encoding="utf-8")
    return folder


def told(capsys: pytest.CaptureFixture[str]) -> str:
    written = capsys.readouterr()
    return written.out + written.err


def test_good_rows_enter_and_a_bad_one_is_listed_with_its_line(exports, tmp_path, capsys):
    """Exit code 1 says that something stayed out; the list is also a CSV file."""
    listed = tmp_path / "problems.csv"
    assert main(["import", str(exports), "--problems", str(listed), "--json"]) == 1
    (done,) = json.loads(capsys.readouterr().out)["files"]
    assert done["read"] == sum(done["entered"]["invoices"].values()) + sum(
        one["rows"] for one in done["problems"]
    )
    assert "4,ben" not in listed.read_text(encoding="utf-8-sig")
    assert ",5,issued_on," in listed.read_text(encoding="utf-8-sig")


def test_a_formula_in_a_cell_stays_a_text_in_every_table_we_write(exports, capsys):
    """A spreadsheet that opens our CSV must not run what a client put into a name."""
    main(["import", str(exports)])
    capsys.readouterr()
    assert main(["occasions", "overdue_invoices", "--csv"]) == 0
    rows = capsys.readouterr().out.splitlines()
    assert rows
    assert not [row for row in rows if row.startswith(("=", "+", "-", "@"))]


def test_an_amount_of_several_currencies_is_not_added_up_in_silence(tmp_path, capsys):
    """Without an exchange rate the other currency stands apart, and a sentence says how to give one."""
    table = tmp_path / "invoices.csv"
    table.write_text(
        INVOICES.replace("3,=cmd|' /C calc'!A0,A-3", "3,cid,A-3").replace("50.00,EUR", "50.00,USD"), "utf-8"
    )
    main(["import", str(table)])
    capsys.readouterr()
    assert main(["ledger"]) == 0
    shown = capsys.readouterr().out.replace("\n", " ")
    assert "50.00 USD" in shown
    assert "No exchange rate is known for USD" in shown


GARBAGE = {
    "binary.csv": bytes(range(256)) * 400,
    "empty.csv": b"",
    "zeros.csv": b"invoice_id,client_id\n\0\0\0,1\n",
    "one_line.csv": b"a,b\n" + b"x" * 10_000_000 + b",1\n",
    "cut.csv.gz": gzip.compress(INVOICES.encode() * 999)[:-200],
    "bomb.csv.gz": gzip.compress(b"0" * 400_000_000, 9),
    "words.txt": b"hello\nworld\n",
    "quotes.csv": b'invoice_id,client_id\n"1,2\n"3"4,5\n',
    "not_json.json": b'{"a": [1, 2',
    "not_parquet.parquet": b"PAR1 and nothing else",
}


@pytest.mark.parametrize("name", GARBAGE)
def test_garbage_ends_in_a_sentence_and_no_traceback(name, tmp_path, capsys):
    """Whatever a file holds: a clear problem, nothing entered, the ledger usable."""
    path = tmp_path / name
    path.write_bytes(GARBAGE[name])
    assert main(["import", str(path)]) in (1, 3)
    said = told(capsys)
    assert f"! {tmp_path}" in said.replace("\n", "")
    assert "Traceback" not in said


def test_a_workbook_that_is_a_bomb_is_not_unpacked(tmp_path, capsys):
    """An archive that would unpack to hundreds of megabytes is refused by its table of contents."""
    path = tmp_path / "book.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", "<Types/>")
        book.writestr("xl/workbook.xml", "<workbook/>")
        book.writestr("xl/worksheets/sheet1.xml", b"0" * 300_000_000)
    assert main(["import", str(path)]) == 3
    assert "Traceback" not in told(capsys)


@pytest.mark.parametrize(
    "words",
    [
        ("review",),
        ("client", "Nobody"),
        ("occasions", "late_payments"),
        ("review", "--set", "late_payment.grace_dayz=0"),
        ("review", "--set", "nonsense"),
        ("ledger", "--as-of", "yesterday"),
        ("review", "--criteria", "nowhere.toml"),
        ("firm", "zone=Atlantis/Center"),
        ("same", "--undo", "nobody"),
        ("guess", "nowhere.csv"),
    ],
    ids=" ".join,
)
def test_refuses_in_a_whole_sentence(words, exports, capsys):
    """What happened and what to do, on one line, with exit code 2."""
    if words != ("review",):  # that one is asked of an empty ledger
        main(["import", str(exports)])
        capsys.readouterr()
    assert main(list(words)) == 2
    said = capsys.readouterr().err.strip()
    assert said.endswith((".", ")", "criteria", "PATH", "--all", "ledger", "?"))
    assert len(said.split()) > 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_comes_in_every_language_without_loading_an_engine(language):
    """Help is what a newcomer reads first; it must not wait for databases to load."""
    code = (
        "import sys; from amicable.cli import main\n"
        f"try: main(['--lang', '{language}', '--help'])\n"
        "except SystemExit: pass\n"
        "slow = {'ibis', 'duckdb', 'pandas', 'pyarrow', 'numpy', 'django', 'scipy'} & set(sys.modules)\n"
        "sys.exit(f'loaded: {slow}' if slow else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "amicable" in done.stdout


def test_the_database_is_made_without_loading_an_engine(tmp_path):
    """The first page waits for the tables; they must not wait for what only reviews need."""
    code = (
        f"import sys; from pathlib import Path; from amicable.web import serving; serving.load(Path({str(tmp_path / 'ledger')!r}))\n"
        "serving.bring_up_to_date()\n"
        "slow = {'ibis', 'duckdb', 'pandas', 'pyarrow', 'numpy', 'scipy'} & set(sys.modules)\n"
        "sys.exit(f'loaded: {slow}' if slow else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
