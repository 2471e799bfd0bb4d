"""Writes the reference pages from the catalogues, so that no page lags behind the product.

`generate.py` writes them; `generate.py --check` only says which are out of date.
"""

import argparse
import ast
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import deciding
import wordings
from markdown import code, grid

from amicable import catalogue
from amicable.cli import EXIT_CODES, parser
from amicable.connectors._mapping import Fill, Sheet, Source
from amicable.evidence import schemas
from amicable.evidence.firm import ABOUT, Firm
from amicable.evidence.schema import Column, Table
from amicable.signs import FAMILIES, Model, Sign, shipped

DOCS = Path(__file__).parent
REFERENCE = DOCS / "reference"
HOW_TO = DOCS / "how-to"
SPECS = DOCS.parent / "tests" / "spec" / "signs"
NOTE = "<!-- written by docs/generate.py: change what it describes, then run ./run docs -->"


def pages() -> Mapping[str, str]:
    """Every generated page by its path inside `docs`."""
    found = {
        "how-to/index.md": how_to_page(),
        "reference/evidence.md": evidence_page(),
        "reference/firm.md": firm_page(),
        "reference/signs.md": signs_page(),
        "reference/connectors.md": connectors_page(),
        "reference/commands.md": commands_page(),
        "reference/exit-codes.md": exit_codes_page(),
    }
    found |= {f"reference/signs/{name}.md": sign_page(sign) for name, sign in shipped().items()}
    found |= deciding.pages()
    found |= wordings.pages()
    return {path: f"{NOTE}\n\n{text.strip()}\n" for path, text in found.items()}


# ---------------------------------------------------------------- how-to


def how_to_page() -> str:
    """The pages about one job each, by their titles."""
    intro = (
        "Each page does one job. What an export must hold to be recognised is in the "
        "[reference of connectors](../reference/connectors.md)."
    )
    links = [
        f"- [{_title(page)}]({page.name})" for page in sorted(HOW_TO.glob("*.md")) if page.name != "index.md"
    ]
    return f"# How to\n\n{intro}\n\n" + "\n".join(links)


def _title(page: Path) -> str:
    return page.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ").strip()


# ---------------------------------------------------------------- evidence


def evidence_page() -> str:
    """All tables of the ledger, column by column."""
    intro = (
        "The kinds of fact that the ledger keeps. Names of columns tell their form: `_on` is a date, `_at` a moment "
        "(kept in UTC; the day and minute of the staff's clock lie beside it), `_id` an id prefixed with its source. "
        "Money is kept in minor units (cents) with the currency of its row. Every row also keeps its source, file, "
        "line and import."
    )
    known = schemas()
    contents = "\n".join(f"- [`{name}`](#{name}): {table.about}" for name, table in known.items())
    return "\n\n".join(["# Evidence", intro, contents, *(_table_section(table) for table in known.values())])


def _table_section(table: Table) -> str:
    facts = [f"Key: `{table.key}`."]
    if table.identity:
        facts.append(f"Where the source has no id, a row is known by {code(table.identity)}.")
    if table.happened:
        facts.append(f"A row counts from its `{table.happened}`.")
    rows = ((f"`{name}`", _kind(column), _about(column)) for name, column in table.columns.items())
    return (
        f"## {table.name}\n\n{table.about}\n{' '.join(facts)}\n\n{grid(('column', 'holds', 'meaning'), rows)}"
    )


def _kind(column: Column) -> str:
    kind = f"{column.kind}, {column.unit}" if column.unit and column.unit != column.kind else str(column.kind)
    return f"**{kind}**" if column.required else kind


def _about(column: Column) -> str:
    notes = [column.about]
    if column.required:
        notes.append("Required.")
    if column.choices:
        notes.append(f"One of {code(column.choices)}.")
    if column.refers_to:
        notes.append(f"Refers to [{column.refers_to}](#{column.refers_to}).")
    if column.known_from:
        notes.append(f"Known from `{column.known_from}` on.")
    return " ".join(notes)


def firm_page() -> str:
    """The settings of firm.toml."""
    shipped = Firm()
    rows = ((f"`{name}`", f"`{_default(getattr(shipped, name))}`", about) for name, about in ABOUT.items())
    intro = "Facts about the firm itself that no export states. They lie in the ledger, in `firm.toml`."
    return f"# The firm\n\n{intro}\n\n{grid(('name', 'where not given', 'meaning'), rows)}"


def _default(value: object) -> str:
    shown = dict(value) if isinstance(value, Mapping) else list(value) if isinstance(value, tuple) else value
    return "none" if shown in ("", None, {}) else str(shown)


# ---------------------------------------------------------------- signs


def signs_page() -> str:
    """The signs by family, each with a link to its own page."""
    intro = (
        "A warning sign is a named pattern measured from documented situations. Signs of one family mean the same "
        "thing; “several signs” counts families. A sign whose tables are empty gives “no evidence”, "
        "which is never counted as good behaviour."
    )
    rows = (
        (FAMILIES[sign.family].title, f"[{sign.title}](signs/{name}.md)", f"`{name}`", sign.explanation)
        for name, sign in sorted(shipped().items(), key=lambda item: (item[1].family, item[0]))
    )
    return f"# Warning signs\n\n{intro}\n\n{grid(('family', 'sign', 'name', 'what is counted'), rows)}"


MEASURED = {
    Model.SHARE: "share of occasions{unit}",
    Model.COUNT: "count per exposure{unit}",
    Model.RATIO: "ratio of two amounts{unit}",
    Model.STATED: "stated: one situation confirmed by a person is enough",
}


def sign_page(sign: Sign) -> str:
    """One sign: what it counts, its parameters, when it is wrong, what its tests promise."""
    facts = [
        ("Family", FAMILIES[sign.family].title),
        (
            "Gravity",
            "none: our own fault, never counted against the client" if sign.ours else sign.gravity.value,
        ),
        ("Evidence needed", code(sign.needs) or f"any of {code(sign.also)}"),
        *([("Looked at as well", code(sign.also))] if sign.needs and sign.also else []),
        ("Measured as", MEASURED[sign.model].format(unit=f", {sign.unit}" if sign.unit else "")),
        ("Peers compared", "in the same quarter" if sign.by_period else "over the whole record"),
        ("Half-life", f"{sign.half_life_quarters} quarters"),
        ("Expires", f"{sign.expires_days} days after it was last seen"),
        ("Remedies", code(sign.remedies)),
        ("The conversation puts it", sign.framing),
        ("A situation reads", sign.situation),
    ]
    parts = [
        f"# {sign.title}",
        sign.explanation,
        "\n".join(f"- **{name}**: {value}" for name, value in facts),
        f"## Parameters\n\nSet for one run with `--set {sign.name}.NAME=VALUE`.\n\n{_parameters(sign)}",
    ]
    if sign.rule_out:
        parts.append("## Rule out first\n\n" + "\n".join(f"- {reason}" for reason in sign.rule_out))
    if promises := list(_promises(SPECS / f"test_{sign.name}.py")):
        parts.append("## What its tests promise\n\n" + "\n".join(promises))
    return "\n\n".join(parts)


def _parameters(sign: Sign) -> str:
    about = {
        "above": "The rate from which it counts, whatever others do.",
        "times": "How many times the rate of the peers it must reach as well.",
        "enough": "Occasions below which nothing is said.",
    } | dict(sign.about)
    rows = ((f"`{name}`", f"`{value}`", about.get(name, "")) for name, value in sign.parameters.items())
    return grid(("name", "shipped", "meaning"), rows)


def _promises(spec: Path) -> Iterator[str]:
    if not spec.exists():
        return
    for node in ast.parse(spec.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            promise = node.name.removeprefix("test_").replace("_", " ")
            told = ast.get_docstring(node)
            yield f"- {promise}" + (f": {' '.join(told.split())}" if told else "")


# ---------------------------------------------------------------- connectors


def connectors_page() -> str:
    """Each source: the shapes of table it is known by, and what is filled from them."""
    package = "amicable.connectors"
    known = {name: catalogue.item(package, name, "SOURCE") for name in catalogue.names(package)}
    intro = (
        "An export is recognised by its content, never by the name of its file. "
        "Any other table is read with a mapping: `amicable guess FILE` proposes one."
    )
    sections = [_source(name, source) for name, source in known.items() if isinstance(source, Source)]
    return "\n\n".join(["# Connectors", intro, *sections])


def _source(name: str, source: Source) -> str:
    return "\n\n".join([f"## {source.title}\n\nName: `{name}`.", *(_sheet(sheet) for sheet in source.sheets)])


def _sheet(sheet: Sheet) -> str:
    lines = [f"- Recognised by: {code(sheet.needs)}"]
    if sheet.lacks:
        lines.append(f"- and by the absence of: {code(sheet.lacks)}")
    lines += [
        f"- Fills [`{fill.table}`](evidence.md#{fill.table}): {code(fill.columns)}" for fill in sheet.fills
    ]
    lines += [f"- Leaves out: {reason}" for reason in _reasons(sheet, *sheet.fills)]
    return f"### {sheet.name}\n\n" + "\n".join(lines)


def _reasons(*places: Sheet | Fill) -> Iterable[str]:
    return dict.fromkeys(rule.reason for place in places for rule in place.leave_out if rule.reason)


# ---------------------------------------------------------------- command line


def commands_page() -> str:
    """Each command with its arguments."""
    top = parser()
    below = next(action for action in top._actions if isinstance(action, argparse._SubParsersAction))  # noqa: SLF001 (argparse shows its parsers to nobody)
    sections = [f"# Commands\n\n{top.description}\n\n{_arguments(top)}"]
    sections += [
        f"## amicable {name}\n\n{one.description or ''}\n\n{_arguments(one)}"
        for name, one in below.choices.items()
    ]
    return "\n\n".join(sections)


def _arguments(one: argparse.ArgumentParser) -> str:
    shown = (
        action
        for action in one._actions  # noqa: SLF001 (argparse shows its arguments to nobody)
        if not isinstance(action, argparse._HelpAction | argparse._SubParsersAction)  # noqa: SLF001 (as above)
    )
    return grid(("argument", "meaning"), ((f"`{_written(action)}`", action.help or "") for action in shown))


def _written(action: argparse.Action) -> str:
    value = action.metavar or ("|".join(map(str, action.choices)) if action.choices else action.dest.upper())
    if not action.option_strings:
        return str(value)
    return ", ".join(action.option_strings) + ("" if action.nargs == 0 else f" {value}")


def exit_codes_page() -> str:
    """What each exit code means."""
    rows = ((f"`{code}`", meaning) for code, meaning in EXIT_CODES.items())
    return f"# Exit codes\n\n{grid(('code', 'meaning'), rows)}"


# ---------------------------------------------------------------- the two ways to run it


def drift(wanted: Mapping[str, str]) -> list[str]:
    """Pages that are missing, out of date, or describe what no longer exists; those written by hand are let be."""
    found = (path for path in REFERENCE.rglob("*.md") if _read(path).startswith(NOTE))
    written = {path.relative_to(DOCS).as_posix() for path in found}
    return sorted(written - set(wanted)) + [
        path for path, text in wanted.items() if _read(DOCS / path) != text
    ]


def _read(page: Path) -> str:
    return page.read_text(encoding="utf-8") if page.exists() else ""


def write(wanted: Mapping[str, str]) -> None:
    """Bring every page up to date and remove those whose subject is gone."""
    for path in drift(wanted):
        page = DOCS / path
        if path in wanted:
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(wanted[path], encoding="utf-8")
        else:
            page.unlink()


def main() -> int:
    """Write the pages, or with --check name those that lag behind."""
    ways = argparse.ArgumentParser(description=__doc__)
    ways.add_argument("--check", action="store_true", help="change nothing; fail if a page is out of date")
    os.environ["AMICABLE_LANG"] = "en"  # the manual is the English source, whoever writes it
    check, wanted = ways.parse_args().check, pages()
    if not check:
        write(wanted)
        return 0
    late = drift(wanted)
    for path in late:
        sys.stderr.write(f"docs/{path} is out of date; write it again with ./run docs\n")
    return 1 if late else 0


if __name__ == "__main__":
    sys.exit(main())
