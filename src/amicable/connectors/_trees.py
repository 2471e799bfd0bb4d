"""JSON: an array of objects, an object with one such array, or one object a line; streamed and flattened."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from amicable.connectors._lines import opened
from amicable.connectors._loading import Record
from amicable.connectors._unpacking import Unreadable
from amicable.i18n import N_

PART = 1 << 18
LONGEST_OBJECT = 32 << 20
MOST_NAMES = 5_000

NO_TABLE = N_("This JSON file holds no list of objects, so it is no table.")
TWO_LISTS = N_("This JSON file holds several lists of objects; save each in a file of its own.")
TOO_LARGE = N_("One object in this JSON file is larger than {size} MB; it is no row of a table.")
TOO_MANY_NAMES = N_("The objects in this JSON file have more than {count} different names; it is no table.")

_DECODER = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str)


@dataclass
class Objects:
    """The objects of a JSON file as records; `names` is complete when all have been read."""

    path: Path
    names: dict[str, int] = field(default_factory=dict)

    def records(self) -> Iterator[Record]:
        """One record per object; raises Unreadable where the file is no table."""
        with opened(self.path) as file:
            stream = _Stream(file)
            for line, value in stream.rows():
                yield self._record(line, value)

    def _record(self, line: int, value: object) -> Record:
        if not isinstance(value, dict):
            return Record(line, (), "cut" if value is None else "json")
        cells: list[str | None] = [None] * len(self.names)
        for name, text in _flat(value):
            index = self.names.setdefault(name, len(self.names))
            cells += [None] * (index + 1 - len(cells))
            cells[index] = text
        if len(self.names) > MOST_NAMES:
            raise Unreadable(TOO_MANY_NAMES, count=MOST_NAMES)
        return Record(line, cells)


def _flat(value: dict[str, object], prefix: str = "") -> Iterator[tuple[str, str | None]]:
    """Names and texts; the names of nested objects are joined with dots."""
    for name, part in value.items():
        if isinstance(part, dict):
            yield from _flat(part, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", _text(part)


def _text(part: object) -> str | None:
    if part is None or isinstance(part, str):
        return part
    return json.dumps(part, ensure_ascii=False)


@dataclass
class _Stream:
    """JSON values taken from a file one by one."""

    file: TextIO
    buffer: str = ""
    at: int = 0
    line: int = 1
    ended: bool = False

    def rows(self) -> Iterator[tuple[int, object]]:
        """Line and value of each row; None stands for the end of a file that was cut off."""
        try:
            if self._next() == "[":
                yield from self._array()
            else:
                yield from self._object_or_lines()
        except RecursionError:
            raise Unreadable(NO_TABLE) from None

    def _object_or_lines(self) -> Iterator[tuple[int, object]]:
        """One object a line, else one object around a list."""
        begun = self.buffer.find("\n", self.at)
        first = self.buffer[self.at : begun] if begun >= 0 else ""
        if first and _is_object(first):
            yield from self._each_line()
        else:
            yield from self._object()

    def _each_line(self) -> Iterator[tuple[int, object]]:
        line = self.line
        for text in self._texts():
            if text.strip():
                yield line, _parsed(text)
            line += 1

    def _texts(self) -> Iterator[str]:
        rest = self.buffer[self.at :]
        parts = rest.splitlines(keepends=True)
        unfinished = parts.pop() if parts and not rest.endswith("\n") else ""
        yield from parts
        yield unfinished + self.file.readline(LONGEST_OBJECT)
        while line := self.file.readline(LONGEST_OBJECT):
            yield line

    def _array(self) -> Iterator[tuple[int, object]]:
        self.at += 1
        found = False
        while (mark := self._next()) != "]":
            if mark == ",":
                self.at += 1
                continue
            line, value = self.line, self._value()
            if value is not None and not found and not isinstance(value, dict):
                raise Unreadable(NO_TABLE)
            found = True
            yield line, value
            if value is None:
                return
        self.at += 1

    def _object(self) -> Iterator[tuple[int, object]]:
        """Rows of the one list in an object; without a list the object itself is the row."""
        begun, lists = self.line, 0
        own: dict[str, object] = {}
        self.at += 1
        while (mark := self._next()) not in {"}", ""}:
            if mark == ",":
                self.at += 1
                continue
            name = self._value()
            self._expect(":")
            if self._next() == "[" and self._holds_objects():
                lists += 1
                if lists > 1:
                    raise Unreadable(TWO_LISTS)
                yield from self._array()
            else:
                own[str(name)] = self._value()
        self.at += 1
        if not lists:
            yield from self._inside(begun, own, cut=mark == "")
            yield from self._further()

    def _further(self) -> Iterator[tuple[int, object]]:
        """Objects that follow without a list around them."""
        while self._next() == "{":
            yield self.line, self._value()

    def _inside(self, line: int, own: dict[str, object], *, cut: bool) -> Iterator[tuple[int, object]]:
        """Rows of a list one level down, else the object itself."""
        lists = [part for value in own.values() if isinstance(value, dict) for part in value.values()]
        rows = [part for part in lists if isinstance(part, list) and part and isinstance(part[0], dict)]
        if len(rows) > 1:
            raise Unreadable(TWO_LISTS)
        yield from ((line, row) for row in (rows[0] if rows else [own]))
        if cut:
            yield line, None

    def _holds_objects(self) -> bool:
        while self.buffer[self.at + 1 :].strip() == "" and self._more():
            pass
        return self.buffer[self.at + 1 :].lstrip()[:1] == "{"

    def _expect(self, mark: str) -> None:
        if self._next() != mark:
            raise Unreadable(NO_TABLE)
        self.at += 1

    def _next(self) -> str:
        """The next character that is no blank; empty at the end."""
        while True:
            while self.at < len(self.buffer):
                mark = self.buffer[self.at]
                if mark not in " \t\r\n":
                    return mark
                self.line += mark == "\n"
                self.at += 1
            if not self._more():
                return ""

    def _value(self) -> object:
        """The value that begins here; None where the file ends before it does."""
        while True:
            try:
                value, end = _DECODER.raw_decode(self.buffer, self.at)
            except json.JSONDecodeError:
                if not self._more():
                    self.at = len(self.buffer)
                    return None
                continue
            if end == len(self.buffer) and self._more():
                continue
            self.line += self.buffer.count("\n", self.at, end)
            self.at = end
            return value if value is not None else ""

    def _more(self) -> bool:
        """Read on, dropping what is done with; False at the end of the file."""
        self.buffer, self.at = self.buffer[self.at :], 0
        if len(self.buffer) > LONGEST_OBJECT:
            raise Unreadable(TOO_LARGE, size=LONGEST_OBJECT >> 20)
        part = self.file.read(max(PART, len(self.buffer)))
        self.buffer += part
        return bool(part)


def _is_object(text: str) -> bool:
    return isinstance(_parsed(text), dict)


def _parsed(text: str) -> object:
    try:
        value: object = _DECODER.decode(text)
    except (json.JSONDecodeError, RecursionError):
        return ""
    return value if value is not None else ""
