"""No item of a catalogue may lack its test, its page or its translation."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from amicable import catalogue
from amicable.decision.gates import all_gates
from amicable.decision.ladder import all_remedies
from amicable.duties import packs
from amicable.evidence import schemas
from amicable.evidence.schema import Kind
from amicable.signs import FAMILIES, REMEDIES, Gravity, Model, shipped

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "amicable"
PAGES = ROOT / "docs" / "reference"
LANGUAGES = sorted(SOURCE.glob("locale/*/LC_MESSAGES/amicable.po"))
DECIDING = {"duties": packs(), "gates": all_gates(), "ladder": all_remedies()}
KEYWORDS = {"N_": None, "say": None, "say_count": (1, 2)}
METHODS = [
    ("**.py", "python"),
    ("**.html", "jinja2"),
    ("duties/*.toml", "amicable.duties.extracting:sentences"),
]


def written_messages() -> set[str | tuple[str, ...]]:
    found = extract_from_dir(SOURCE, METHODS, keywords=KEYWORDS)
    return {message for _, _, message, _, _ in found if message}


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)[^}]*\}", text))


def sentences(text: str | Iterable[str]) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


@pytest.mark.parametrize("name", schemas())
def test_each_table_refers_only_to_what_exists(name):
    table = schemas()[name]
    assert table.name == name
    assert table.columns[table.key].kind is Kind.KEY
    named = {
        table.quote,
        table.happened,
        *table.identity,
        *(column.known_from for column in table.columns.values()),
    }
    assert named - {""} <= set(table.columns)
    assert {column.refers_to for column in table.columns.values()} - {""} <= set(schemas())


@pytest.mark.parametrize("name", schemas())
def test_each_amount_of_money_has_a_currency_beside_it(name):
    table = schemas()[name]
    assert not table.of_kind(Kind.MONEY) or table.of_kind(Kind.CURRENCY)


@pytest.mark.parametrize("name", schemas())
def test_each_table_is_described_in_the_manual(name):
    assert f"## {name}\n" in (PAGES / "evidence.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", shipped())
def test_each_sign_is_named_like_its_file_and_knows_its_tables(name):
    sign = shipped()[name]
    assert sign.name == name
    assert sign.family in FAMILIES
    assert set(sign.tables) <= {*schemas(), "economics"}
    assert sign.tables
    assert set(sign.about) <= set(sign.parameters)


@pytest.mark.parametrize("name", shipped())
def test_each_sign_says_how_it_is_put_and_what_can_mend_it(name):
    sign = shipped()[name]
    assert sign.framing
    assert sign.rule_out
    assert sign.remedies
    assert set(sign.remedies) <= set(REMEDIES)
    assert all(all_remedies()[one].fits([sign.family]) for one in sign.remedies if not sign.ours)
    assert sign.ours == (sign.family == "own_faults")
    # grave is what a person has confirmed, never what a rate says
    assert sign.gravity is not Gravity.GRAVE or sign.model is Model.STATED


@pytest.mark.parametrize("name", shipped())
def test_each_sign_has_a_spec_and_a_page(name):
    assert (ROOT / "tests" / "spec" / "signs" / f"test_{name}.py").exists()
    assert (PAGES / "signs" / f"{name}.md").exists()


@pytest.mark.parametrize("name", catalogue.names("amicable.connectors"))
def test_each_connector_fills_known_columns_from_tested_samples(name):
    source = catalogue.item("amicable.connectors", name, "SOURCE")
    for fill in (fill for sheet in source.sheets for fill in sheet.fills):
        assert set(fill.columns) | set(fill.sums) <= set(schemas()[fill.table].columns)
    assert any((ROOT / "tests" / "connectors").glob(f"**/*{name}*")), (
        f"tests/connectors has nothing about {name}"
    )


@pytest.mark.parametrize("name", catalogue.names("amicable.connectors"))
def test_each_connector_is_described_in_the_manual(name):
    assert f"Name: `{name}`." in (PAGES / "connectors.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("folder", "name"),
    [(folder, name) for folder, known in DECIDING.items() for name in known],
)
def test_each_pack_gate_and_remedy_has_a_page(folder, name):
    assert (PAGES / folder / f"{name}.md").exists()


@pytest.mark.parametrize("path", LANGUAGES, ids=lambda path: path.parts[-3])
def test_each_message_is_translated_with_its_placeholders(path):
    translated = read_po(path.open("rb"))
    assert [message for message in written_messages() if not is_translated(message, translated)] == []


def is_translated(message, translated):
    entry = translated.get(sentences(message)[0])
    if entry is None or entry.fuzzy or not all(sentences(entry.string)):
        return False
    known = placeholders(" ".join(sentences(message)))
    return all(placeholders(form) <= known for form in sentences(entry.string))


def test_placeholders_of_messages_have_names():
    nameless = re.compile(r"\{\}|%[sd]")
    texts = {text for message in written_messages() for text in sentences(message)}
    assert [text for text in texts if nameless.search(text)] == []
