"""The texts: whole in each language that is there, and no other language stands in for a missing one."""

import re
from datetime import date
from decimal import Decimal

import pytest

from amicable.disengagement.texts import NoTexts, Texts, languages, shipped
from amicable.disengagement.texts.example import filled
from amicable.disengagement.texts.gaps import FILES, FaultyTexts, checked, gaps, placeholders
from amicable.disengagement.tone import check
from amicable.duties import ELEMENTS, RECORDS
from amicable.i18n import LANGUAGES, say
from amicable.money import Money
from amicable.signs import FAMILIES, all_signs

SPOKEN = ("letter", "script", "objections", "warning", "reinstatement", "money")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_and_placeholder_of_english_is_in_each_file_that_is_there(language):
    assert [say(message, "en", **values) for message, values in gaps(language)] == []


@pytest.mark.parametrize("file", FILES)
def test_english_is_whole(file):
    assert "en" in languages(file)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("file", SPOKEN)
def test_the_tone_check_finds_nothing_in_any_sentence(file, language):
    if language not in languages(file):
        pytest.skip("not written yet")
    found = [
        (section, key, mark.rule, mark.quote)
        for section, keys in shipped(language, file).items()
        for key, leaf in keys.items()
        for text in (leaf.values() if isinstance(leaf, dict) else (leaf,))
        if key != "heard"  # what clients say is theirs
        for mark in check(re.sub(r"\{\w+\}", "X", text), language, kind="note")
    ]
    assert found == []


def test_a_missing_language_is_refused_and_no_other_stands_in():
    with pytest.raises(NoTexts, match="no other language stands in"):
        Texts("sv").voice("letter.closing.wish")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_family_of_signs_has_its_words(language):
    if language not in languages("script"):
        pytest.skip("not written yet")
    families = {*FAMILIES, "general"} - {"own_faults"}
    assert families <= set(shipped(language, "script")["framing"])
    assert families <= set(shipped(language, "script")["reason"])


def test_facts_are_told_of_signs_that_exist():
    signs = set(all_signs())
    assert set(shipped("en", "script")["fact"]) <= signs
    assert set(shipped("en", "script")["our_fact"]) <= signs


def test_every_element_has_its_part_and_can_be_recognised():
    assert set(shipped("en", "elements")["cues"]) == set(ELEMENTS)
    assert set(shipped("en", "letter")["record"]) == set(RECORDS)


def test_dates_amounts_and_lists_are_written_as_the_language_writes_them():
    texts = Texts("fi")
    assert texts.shown(date(2026, 12, 31)) == "31. joulukuuta 2026"
    assert texts.shown(Money(123450, "EUR")) == "1\N{NO-BREAK SPACE}234,50\N{NO-BREAK SPACE}€"
    assert texts.shown(("yksi", "kaksi", "kolme")) == "yksi, kaksi ja kolme"
    assert Texts("pl").percent(Decimal("0.375")) == "37,5%"


def test_a_name_with_a_full_stop_ends_a_sentence_with_one():
    assert Texts("en").voice("letter.parties.one", firm="A", client="B Inc.").endswith("B Inc.")


def test_the_firms_own_sentence_comes_first(tmp_path):
    (tmp_path / "letter.toml").write_text('[closing]\nwish = "Go well."\n')
    texts = Texts("en", own=checked(tmp_path))
    assert texts.voice("letter.closing.wish") == "Go well."
    assert texts.voice("letter.closing.regards") == "Kind regards"


@pytest.mark.parametrize(
    ("written", "what"),
    [
        ('[closing]\nwishes = "Go well."', "means nothing here"),
        ('[end_date]\nday = "It ends."', "placeholders"),
        ('[end_date]\nday = "It ends on {end_on} for {client}."', "placeholders"),
        ('[closing]\nwish = { formal = "Go well." }', "both forms"),
        ('[end_date]\nday = "It ends on {end_on"', "brace"),
        ("[closing\n", "no TOML"),
    ],
)
def test_a_firms_own_text_with_a_wrong_key_or_placeholder_is_refused(tmp_path, written, what):
    (tmp_path / "letter.toml").write_text(written)
    with pytest.raises(FaultyTexts, match=what):
        checked(tmp_path)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_example_of_each_text_has_nothing_in_braces(language):
    for file in (one for one in FILES if one != "elements"):
        for keys in shipped(language, file).values():
            for leaf in keys.values():
                for text in [leaf] if isinstance(leaf, str) else leaf.values():
                    assert not placeholders(filled(text, language)), text


def test_an_example_is_written_as_its_language_writes():
    assert filled("{end_on}, {amount}", "en") == "December 31, 2026, €121.00"
    assert filled("{end_on}, {amount}", "fi").startswith("31. joulukuuta 2026, 121,00")
    assert filled("{fault}", "en") == "…"


def test_both_forms_of_address_can_be_written(tmp_path):
    (tmp_path / "letter.toml").write_text('[closing]\nwish = { formal = "Le deseo", informal = "Te deseo" }')
    assert Texts("en", formal=True, own=tmp_path).voice("letter.closing.wish") == "Le deseo"
    assert Texts("en", formal=False, own=tmp_path).voice("letter.closing.wish") == "Te deseo"


def test_placeholders_are_names_in_braces():
    assert placeholders("From {first} to {last}") == ("first", "last")
