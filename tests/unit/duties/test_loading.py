"""A file of duties is taken strictly, and refused with its name and a sentence."""

from datetime import date

import pytest

from amicable import duties

TODAY = date(2026, 11, 30)
PACK = """
title = "Ours"
checked_on = 2026-11-01

[sources.law]
title = "A law"
read_on = 2026-11-01

[notice]
amount = 3
unit = "months"
work = "normal"
note = "Three months."
cite = ["law"]

[reason]
choice = "optional"
note = "As you like."
cite = ["law"]

[[elements]]
names = ["parties", "end_date"]
note = "Who and when."
cite = ["law"]
"""


@pytest.fixture
def file(tmp_path):
    def written(text):
        path = tmp_path / "ours.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return written


def test_reads_a_pack_and_names_it_like_its_file(file):
    pack = duties.load(file(PACK), as_of=TODAY)
    assert pack.name == "ours"
    assert pack.notice.ends_on(date(2026, 1, 15)) == date(2026, 4, 15)
    assert [one.name for one in pack.elements] == ["parties", "end_date"]


@pytest.mark.parametrize(
    ("written", "instead", "told"),
    [
        ('title = "Ours"', 'title = "Ours"\ncolour = "red"', "colour"),
        ("amount = 3", "amount = 3\nlength = 4", "length"),
        ('cite = ["law"]\n\n[reason]', "\n[reason]", "notice cites no source"),
        ('cite = ["law"]\n\n[reason]', "cite = []\n\n[reason]", "notice cites no source"),
        ('cite = ["law"]\n\n[reason]', 'cite = ["rumour"]\n\n[reason]', "rumour"),
        ("checked_on = 2026-11-01", "checked_on = 2027-01-01", "future"),
        ("read_on = 2026-11-01", "read_on = 2026-12-01", "future"),
        ('unit = "months"', 'unit = "moons"', "days, months"),
        ("amount = 3", "amount = -3", "notice.amount"),
        ("amount = 3", 'amount = "three"', "notice.amount"),
        ("amount = 3", "amount = true", "notice.amount"),
        ('choice = "optional"', 'choice = "perhaps"', "required, optional"),
        ('names = ["parties", "end_date"]', 'names = ["parties", "poem"]', "poem"),
        ('names = ["parties", "end_date"]', 'names = ["parties", "parties"]', "twice"),
        ('note = "Three months."', "", "lacks “note”"),
        ("checked_on = 2026-11-01", 'checked_on = "yesterday"', "must be a day"),
        ("[reason]", "[reasons]", "reasons"),
        ("[[elements]]", "[elements]", "list of tables"),
        ('title = "Ours"', "title = ", "TOML"),
    ],
)  # fmt: skip
def test_refuses_what_cannot_be_trusted_and_says_where(file, written, instead, told):
    assert written in PACK
    with pytest.raises(duties.FaultyPack) as refused:
        duties.load(file(PACK.replace(written, instead, 1)), as_of=TODAY)
    assert "ours.toml" in str(refused.value)
    assert told in str(refused.value)


def test_a_lawyer_named_by_the_firm_takes_the_warning_away(file):
    pack = duties.load(file(PACK.replace('title = "Ours"', 'title = "Ours"\nchecked_by = "A. Virtanen"')))
    assert pack.warning == ""


def test_a_rule_may_be_dated_by_itself(file):
    pack = duties.load(file(PACK.replace("amount = 3", "amount = 3\ndated = 2026-10-05")))
    assert pack.notice.dated == date(2026, 10, 5)
    assert pack.reason_rule.dated == pack.checked_on


def test_the_firms_copy_stands_in_place_of_the_shipped_pack(tmp_path):
    (tmp_path / "duties").mkdir()
    text = (
        duties.shipped()["general_b2b"].read_text(encoding="utf-8").replace("amount = 30", "amount = 45", 1)
    )
    (tmp_path / "duties" / "general_b2b.toml").write_text(text, encoding="utf-8")
    (tmp_path / "duties" / "ours.toml").write_text(PACK, encoding="utf-8")
    known = duties.in_force(tmp_path, as_of=TODAY)
    assert known["general_b2b"].notice.amount == 45
    assert set(known) == {*duties.packs(), "ours"}


def test_a_name_written_wrongly_is_answered_with_the_near_one():
    with pytest.raises(duties.UnknownPack, match="accounting_fi"):
        duties.pack("acounting_fi", duties.packs())
