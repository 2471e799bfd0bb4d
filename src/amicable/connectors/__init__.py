"""One file per source: exports in, evidence rows and problems out.

A connector is plain data (`SOURCE`); what reads it has an underscore and is asked for here. It is imported
when it is first used: DuckDB is slow to import, and the command line must answer `--help` at once.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from amicable.connectors._guessing import Guess, guess
    from amicable.connectors._layouts import Layout, Sketch, fitting, mapping_of, question, sketch, written
    from amicable.connectors._readings import Filled, Reading, read, recognised
    from amicable.connectors._sources import sources
    from amicable.connectors._toml import load_mapping

_PLACES = {
    "Filled": "_readings",
    "Guess": "_guessing",
    "Layout": "_layouts",
    "Reading": "_readings",
    "Sketch": "_layouts",
    "fitting": "_layouts",
    "guess": "_guessing",
    "load_mapping": "_toml",
    "mapping_of": "_layouts",
    "question": "_layouts",
    "read": "_readings",
    "recognised": "_readings",
    "sketch": "_layouts",
    "sources": "_sources",
    "written": "_layouts",
}

__all__ = [
    "Filled",
    "Guess",
    "Layout",
    "Reading",
    "Sketch",
    "fitting",
    "guess",
    "load_mapping",
    "mapping_of",
    "question",
    "read",
    "recognised",
    "sketch",
    "sources",
    "written",
]


def __getattr__(name: str) -> object:
    """What the private module that holds `name` declares."""
    if name not in _PLACES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
