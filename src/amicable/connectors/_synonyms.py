"""Names under which columns of evidence are exported, in six languages; the words are in synonyms.toml."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

TABLES = ("invoices", "payments", "time_entries", "orders", "tickets", "meetings", "messages", "clients")
"""Tables that are guessed, the likelier first."""


@cache
def _all() -> Mapping[str, Sequence[str]]:
    return tomllib.loads(files("amicable.connectors").joinpath("synonyms.toml").read_text("utf-8"))


def words(table: str, column: str) -> Sequence[str]:
    """Names under which the column of an evidence table is exported, the likeliest first."""
    return _all().get(f"{table}.{column}") or _all().get(column, ())
