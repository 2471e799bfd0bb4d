"""A backup as one file: a compressed tar archive that ends with the digest of everything in it."""

import hashlib
import io
import json
import os
import shutil
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from gzip import BadGzipFile, GzipFile
from pathlib import Path, PurePosixPath
from typing import IO, cast

import pyarrow as pa

from amicable.i18n import N_
from amicable.refusal import Refusal

SUMS = "sums.json"
PART = 1 << 20
SUFFIXES = (".tar.zst", ".tar.gz")
ALLOWED = frozenset(
    {
        "backup.json",
        "manifest.json",
        "firm.toml",
        "exchange.csv",
        "criteria.toml",
        "audit.csv",
        "profile.toml",
        "tables",
        "links",
        "imports",
        "web",
    }
)
"""What may lie at the top of an archive."""
SPARE_BYTES = 100_000_000
"""Room that unpacking leaves on the disk."""


class NoBackup(Refusal):
    """The file cannot be written or read as a backup."""


@dataclass
class Packing:
    """An archive that is being written."""

    tar: tarfile.TarFile
    sums: dict[str, str] = field(default_factory=dict)

    def add(self, path: Path, name: str) -> None:
        """Put in a file."""
        with path.open("rb") as content:
            self._add(content, name, os.fstat(content.fileno()).st_size)

    def add_bytes(self, content: bytes, name: str) -> None:
        """Put in a file with this content."""
        self._add(io.BytesIO(content), name, len(content))

    def _add(self, content: IO[bytes], name: str, size: int) -> None:
        told, summed = tarfile.TarInfo(name), _Summed(content)
        told.size, told.mode = size, 0o600
        self.tar.addfile(told, summed)
        self.sums[name] = summed.digest.hexdigest()


class _Summed(io.RawIOBase):
    """Reads through, and adds up what was read."""

    def __init__(self, content: IO[bytes]) -> None:
        self.content, self.digest = content, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """Read on."""
        found = self.content.read(size)
        self.digest.update(found)
        return found


@contextmanager
def packing(target: Path) -> Iterator[Packing]:
    """Write an archive; `target` appears when it is whole, readable by its owner alone."""
    if not target.name.endswith(SUFFIXES):
        raise NoBackup(
            N_("A backup is named like name.tar.zst or name.tar.gz, not “{name}”."), name=target.name
        )
    if target.exists():
        raise NoBackup(N_("{path} is already there. Choose another name, or move it away."), path=target)
    if not target.parent.is_dir():
        raise NoBackup(N_("There is no folder {path}. Make it first."), path=target.parent)
    draft = target.with_name(f".{target.name}.part")
    draft.unlink(missing_ok=True)
    os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        with _compressed(draft, target.name) as stream, tarfile.open(fileobj=stream, mode="w|") as tar:
            packed = Packing(tar)
            yield packed
            packed.add_bytes(json.dumps(packed.sums, indent=0).encode(), SUMS)
        _sync(draft)
        draft.rename(target)
    finally:
        draft.unlink(missing_ok=True)


def _compressed(path: Path, name: str) -> IO[bytes]:
    if name.endswith(".gz"):
        return cast("IO[bytes]", GzipFile(path, "wb", compresslevel=6, mtime=0))
    stream: IO[bytes] = pa.CompressedOutputStream(str(path), "zstd")
    return stream


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def unpack(source: Path, into: Path) -> None:
    """Unpack a backup into the empty folder `into`, and prove that it is whole."""
    if not source.is_file():
        raise NoBackup(N_("There is no file {path}."), path=source)
    try:
        with _uncompressed(source) as stream, tarfile.open(fileobj=stream, mode="r|") as tar:
            _compare(_unpacked(tar, into), into)
    except (tarfile.TarError, OSError, EOFError, BadGzipFile, zlib.error, ValueError) as error:
        raise NoBackup(
            N_("{path} cannot be read as a backup: {reason}. Nothing was restored."),
            path=source,
            reason=str(error) or type(error).__name__,
        ) from error


def _uncompressed(source: Path) -> IO[bytes]:
    with source.open("rb") as file:
        gz = file.read(2) == b"\x1f\x8b"
    if gz:
        return cast("IO[bytes]", GzipFile(source, "rb"))
    stream: IO[bytes] = pa.CompressedInputStream(str(source), "zstd")
    return stream


def _unpacked(tar: tarfile.TarFile, into: Path) -> dict[str, str]:
    """Names and digests of what was unpacked."""
    found: dict[str, str] = {}
    for member in tar:
        content = tar.extractfile(member) if member.isreg() else None
        if content is None or not _harmless(member.name):
            raise NoBackup(
                N_("The backup holds “{name}”, which does not belong there. Nothing was restored."),
                name=member.name,
            )
        if member.size + SPARE_BYTES > shutil.disk_usage(into).free:
            raise NoBackup(
                N_("The disk of {path} has too little room for this backup. Nothing was restored."), path=into
            )
        found[member.name] = _write(content, into / member.name)
    return found


def _harmless(name: str) -> bool:
    """Whether a name stays within the folder, and is one that we write ourselves."""
    parts = PurePosixPath(name).parts
    plain = name == "/".join(parts) and not any(mark in name for mark in "\\\0")
    return plain and ".." not in parts and (name == SUMS or parts[0] in ALLOWED)


def _write(content: IO[bytes], path: Path) -> str:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        while part := content.read(PART):
            digest.update(part)
            file.write(part)
    return digest.hexdigest()


def _compare(found: dict[str, str], into: Path) -> None:
    if SUMS not in found:
        raise NoBackup(N_("The backup is cut off: its end is missing. Nothing was restored."))
    found.pop(SUMS)
    wanted = json.loads((into / SUMS).read_text(encoding="utf-8"))
    (into / SUMS).unlink()
    if found != wanted:
        wrong = sorted(name for name in {*found, *wanted} if found.get(name) != wanted.get(name))
        raise NoBackup(N_("The backup is damaged at “{name}”. Nothing was restored."), name=wrong[0])
