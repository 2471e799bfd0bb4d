"""mbox: one file with many messages (Thunderbird, Google Takeout, list archives)."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

from amicable.connectors import _mail
from amicable.connectors._mapping import Row, Source
from amicable.evidence import Firm, Problem

SEPARATOR = re.compile(rb"^From \S.*\d\d?:\d\d")
"""A sentence that begins with "From" has no hour; the line between two messages has."""
QUOTED = re.compile(rb"^>(>*From )")


def recognises(path: Path, head: bytes) -> bool:
    """Whether the file begins with the line that opens a message."""
    return (
        path.is_file()
        and SEPARATOR.match(head.lstrip(b"\xef\xbb\xbf\r\n").splitlines()[0] if head.strip() else b"")
        is not None
    )


def rows(path: Path, firm: Firm, problems: list[Problem]) -> Iterator[Row]:
    """One row per message."""
    return _mail.rows(path, messages(path), firm, problems)


def messages(path: Path) -> _mail.Messages:
    """File, line and bytes of each message; never more than one in memory."""
    begun, lines, after_blank = 0, list[bytes](), True
    with _opened(path) as file:
        for number, line in enumerate(file, start=1):
            if after_blank and SEPARATOR.match(line):
                if begun:
                    yield str(path), begun, b"".join(lines)
                begun, lines = number, []
            elif begun:
                lines.append(QUOTED.sub(rb"\1", line) if line[:1] == b">" else line)
            after_blank = not line.strip()
    if begun:
        yield str(path), begun, b"".join(lines)


def _opened(path: Path) -> gzip.GzipFile:
    with path.open("rb") as file:
        zipped = file.read(2) == b"\x1f\x8b"
    return gzip.open(path) if zipped else path.open("rb")  # type: ignore[return-value]


SOURCE = Source(
    title="mbox", sheets=(_mail.SHEET,), namespace=_mail.NAMESPACE, recognises=recognises, rows=rows
)
