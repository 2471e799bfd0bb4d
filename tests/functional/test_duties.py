"""amicable duties: packs are listed and shown, and a firm edits its own copy."""

import json

import pytest

from amicable.cli import main


@pytest.fixture
def run(tmp_path, capsys):
    def command(*words):
        code = main(["duties", *words, "--ledger", str(tmp_path)])
        out, err = capsys.readouterr()
        return code, out, err

    return command


def test_lists_every_pack_and_says_to_check_with_a_lawyer(run):
    code, out, _ = run("list")
    assert code == 0
    assert "accounting_fi" in out
    assert "Check with a lawyer" in out


def test_an_edited_copy_stands_in_place_of_the_shipped_pack(run, tmp_path):
    assert run("copy", "accounting_fi")[0] == 0
    file = tmp_path / "duties" / "accounting_fi.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("amount = 2", "amount = 4", 1), encoding="utf-8")
    shown = json.loads(run("show", "accounting_fi", "--json")[1])
    assert shown["notice"]["amount"] == 4


def test_a_copy_is_never_overwritten(run):
    run("copy", "law_us")
    code, _, err = run("copy", "law_us")
    assert code == 2
    assert "law_us.toml" in err


def test_a_faulty_copy_is_refused_with_its_name_and_the_place(run, tmp_path):
    run("copy", "law_us")
    file = tmp_path / "duties" / "law_us.toml"
    file.write_text(file.read_text(encoding="utf-8") + '\ncolour = "red"\n', encoding="utf-8")
    code, _, err = run("show", "law_us")
    assert code == 2
    assert "law_us.toml" in err
    assert "colour" in err


def test_a_copy_dated_in_the_future_is_refused(run, tmp_path):
    run("copy", "law_us")
    file = tmp_path / "duties" / "law_us.toml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("checked_on = 2026", "checked_on = 2996"), encoding="utf-8"
    )
    code, _, err = run("list")
    assert code == 2
    assert "future" in err


@pytest.mark.parametrize("words", [("show", "acounting_fi"), ("copy", "acounting_fi")])
def test_a_name_written_wrongly_is_answered_with_the_near_one(run, words):
    code, _, err = run(*words)
    assert code == 2
    assert "accounting_fi" in err
