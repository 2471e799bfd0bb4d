"""Maildir: a folder with one file per message; also single messages saved as .eml."""

from collections.abc import Iterator
from pathlib import Path

from amicable.connectors import _mail
from amicable.connectors._mapping import Row, Source
from amicable.evidence import Firm, Problem

FOLDERS = ("cur", "new")


def recognises(path: Path, head: bytes) -> bool:
    """Whether `path` is a Maildir folder, or a file that is one message."""
    if path.is_dir():
        return all((path / name).is_dir() for name in FOLDERS)
    return _mail.begins_like_mail(head)


def rows(path: Path, firm: Firm, problems: list[Problem]) -> Iterator[Row]:
    """One row per message."""
    return _mail.rows(path, messages(path), firm, problems)


def messages(path: Path) -> _mail.Messages:
    """File, line and bytes of each message, in the order of their names."""
    for file in _files(path):
        yield str(file), 1, file.read_bytes()


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    found = (file for folder in path.rglob("*") if folder.name in FOLDERS for file in folder.iterdir())
    return sorted(file for file in found if file.is_file())


SOURCE = Source(
    title="Maildir", sheets=(_mail.SHEET,), namespace=_mail.NAMESPACE, recognises=recognises, rows=rows
)
