"""The sentences of policy packs, for the catalogue of messages."""

import tomllib
from collections.abc import Iterator, Mapping
from typing import BinaryIO

SENTENCES = frozenset({"title", "note", "basis", "question", "one", "other"})
"""Keys whose values readers see in their own language; titles of sources stay as they are."""


def sentences(
    file: BinaryIO, *_given: object, **_options: object
) -> Iterator[tuple[int, None, str, list[str]]]:
    """Each sentence of a pack as Babel takes messages: line, function, message, comments."""
    text = file.read().decode("utf-8")
    lines = text.splitlines()
    written = {key: value for key, value in tomllib.loads(text).items() if key != "sources"}
    for sentence in dict.fromkeys(_found(written)):
        line = next((number for number, line in enumerate(lines, 1) if sentence in line), 0)
        yield line, None, sentence, []


def _found(written: object, key: str = "") -> Iterator[str]:
    if isinstance(written, Mapping):
        for name, value in written.items():
            yield from _found(value, name)
    elif isinstance(written, list):
        for value in written:
            yield from _found(value, key)
    elif key in SENTENCES and isinstance(written, str):
        yield written
