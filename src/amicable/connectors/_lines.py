"""Delimited text: which delimiter, what stands first, and a careful reading where lines are not rows."""

import codecs
import csv
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TextIO

from amicable.connectors._loading import Record
from amicable.connectors._unpacking import LONGEST_LINE

DELIMITERS = ",;\t|"
HEAD = 40
MOST_CELLS = 5_000
SAMPLE_CHARACTERS = 1 << 20


def opened(path: Path) -> TextIO:
    """The text of a file in UTF-8; bytes that are none become U+FFFD."""
    return path.open(encoding="utf-8-sig", errors="replace", newline="")


def head(path: Path, delimiter: str) -> list[Record]:
    """The first records of the file."""
    with opened(path) as file:
        return list(islice(records(file, delimiter), HEAD))


def delimiters(path: Path) -> list[str]:
    """Delimiters that may be meant, the likeliest first: those that cut most lines into as many cells."""
    return sorted(DELIMITERS, key=lambda mark: _evenness(head(path, mark)), reverse=True)


def _evenness(found: list[Record]) -> tuple[float, int]:
    widths = [len(record.cells) for record in found if len(record.cells) > 1]
    usual = max(set(widths), key=widths.count, default=0)
    return (widths.count(usual) / max(len(found), 1), usual)


def records(file: TextIO, delimiter: str, *, ends_cleanly: bool = True) -> Iterator[Record]:
    """Every record with the physical line on which it begins; blank lines are none.

    A quotation mark that is never closed costs its own line, not all that follow.
    """
    csv.field_size_limit(LONGEST_LINE)
    reader = _Reader(_Lines(file), delimiter)
    width = 0
    held: Record | None = None
    for record in reader.records():
        if held:
            yield held
        width, held = width or len(record.cells), record
    if held:
        cut_off = not ends_cleanly and len(held.cells) < width and not held.damage
        yield Record(held.line, held.cells, "cut") if cut_off else held


@dataclass
class _Lines:
    """Lines of a file that can be given back; a line that is too long is only marked."""

    file: TextIO
    number: int = 0
    waiting: deque[str] = field(default_factory=deque)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self.waiting.popleft() if self.waiting else self.file.readline(LONGEST_LINE)
        if not line:
            raise StopIteration
        self.number += 1
        if len(line) >= LONGEST_LINE and line[-1] not in "\r\n":
            self._skip_rest()
        return line

    def _skip_rest(self) -> None:
        while part := self.file.readline(LONGEST_LINE):
            if part[-1] in "\r\n":
                return

    def give_back(self, lines: Iterable[str]) -> None:
        """Put lines back, to be read again."""
        back = list(lines)
        self.waiting.extendleft(reversed(back))
        self.number -= len(back)


@dataclass
class _Reader:
    """Reads records, one at a time, so that a faulty one can be left and the next line tried."""

    lines: _Lines
    delimiter: str

    def records(self) -> Iterator[Record]:
        for line in self.lines:
            begun = self.lines.number
            if not line.strip("\r\n"):
                continue
            if len(line) >= LONGEST_LINE:
                yield Record(begun, (), "long")
                continue
            yield self._record(line, begun)

    def _record(self, line: str, begun: int) -> Record:
        if '"' not in line:
            cells = line.rstrip("\r\n").split(self.delimiter)
            return Record(begun, cells if len(cells) <= MOST_CELLS else (), _damage([line], cells))
        taken = [line]
        reader = csv.reader(self._following(taken), delimiter=self.delimiter, strict=True)
        try:
            cells = next(reader)
        except csv.Error:
            self.lines.give_back(taken[1:])
            return Record(begun, (), "quote")
        return Record(begun, cells if len(cells) <= MOST_CELLS else (), _damage(taken, cells))

    def _following(self, taken: list[str]) -> Iterator[str]:
        """The first line, and those that a quoted cell goes on over."""
        yield taken[0]
        for line in self.lines:
            taken.append(line)
            yield line


def _damage(taken: list[str], cells: list[str]) -> str:
    for line in taken:
        if "\0" in line:
            return "zero"
        if "\ufffd" in line:
            return "bytes"
    return "" if len(cells) <= MOST_CELLS else "extra"


def last_line(path: Path) -> tuple[str, int]:
    """The last line of a file, as far as it fits into 64 KB, and how many blank lines follow it."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - 65_536))
        tail = codecs.decode(file.read(), "utf-8", "replace")
    text = tail.rstrip("\r\n")
    return text.rpartition("\n")[2], max(0, tail[len(text) :].count("\n") - 1)
