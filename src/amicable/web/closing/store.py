"""Bytes at rest: cut into parts, each encrypted for itself (age, RFC 7539's ChaCha20-Poly1305), so that any range can be read.

The key is derived from the deployment's secret: whoever copies the folder of files without it has nothing.
"""

import hashlib
import hmac
import io
import shutil
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Self
from uuid import UUID, uuid4

import pyrage
from django.conf import settings

from amicable.web.closing.bech32 import encoded
from amicable.web.closing.models import Stored

PART = 4 << 20
"""Bytes of the plain file in each part; so much is in memory at a time."""
PURPOSE = b"amicable files at rest"


class Sealing(io.RawIOBase):
    """A stream that is written once; what is written lies encrypted under a new id when it is finished."""

    def __init__(self) -> None:
        super().__init__()
        self.id = uuid4()
        self.size = 0
        self._waiting = bytearray()
        self._sum = hashlib.sha256()
        self._parts = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """Leave nothing behind of what was not finished."""
        if kind is not None:
            forget(self.id)

    def writable(self) -> bool:
        """It is for writing alone."""
        return True

    def write(self, some: object) -> int:
        """Take bytes; whole parts go to the disk."""
        given = bytes(some)  # type: ignore[call-overload]
        self.size += len(given)
        self._sum.update(given)
        self._waiting += given
        while len(self._waiting) >= PART:
            self._put(bytes(self._waiting[:PART]))
            del self._waiting[:PART]
        return len(given)

    def finished(self) -> Stored:
        """The stored file; its row is saved."""
        if self._waiting or not self._parts:
            self._put(bytes(self._waiting))
            self._waiting.clear()
        made: Stored = Stored.objects.create(id=self.id, size=self.size, sha256=self._sum.hexdigest())
        return made

    def _put(self, some: bytes) -> None:
        folder = place(self.id)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / f"{self._parts:06d}.age"
        path.write_bytes(pyrage.encrypt(some, [_identity(settings.DEPLOYMENT.secret()).to_public()]))
        path.chmod(0o600)
        self._parts += 1


def kept(chunks: Iterator[bytes]) -> Stored:
    """Store what comes in."""
    with Sealing() as sealing:
        for chunk in chunks:
            sealing.write(chunk)
        return sealing.finished()


def opened(stored: Stored, start: int = 0, end: int | None = None) -> Iterator[bytes]:
    """The bytes from `start` up to, not including, `end`; one part in memory at a time."""
    last = stored.size if end is None else min(end, stored.size)
    identity = _identity(settings.DEPLOYMENT.secret())
    while start < last:
        number, offset = divmod(start, PART)
        sealed = (place(stored.pk) / f"{number:06d}.age").read_bytes()
        piece = pyrage.decrypt(sealed, [identity])[offset : offset + last - start]
        yield piece
        start += len(piece)


def opened_once(stored: Stored) -> Iterator[bytes]:
    """All its bytes; nothing stays behind."""
    try:
        yield from opened(stored)
    finally:
        forget(stored.pk)
        stored.delete()


def forget(stored: UUID) -> int:
    """Remove the bytes; how many files they were."""
    folder = place(stored)
    count = len(list(folder.glob("*"))) if folder.exists() else 0
    shutil.rmtree(folder, ignore_errors=True)
    return count


def place(stored: UUID) -> Path:
    """Where the parts lie."""
    folder: Path = settings.DEPLOYMENT.files / "closing"
    return folder / str(stored)


def derived(secret: str, purpose: bytes) -> bytes:
    """A key of 32 bytes for one purpose."""
    return hmac.new(secret.encode(), purpose, hashlib.sha256).digest()


@lru_cache(maxsize=2)
def _identity(secret: str) -> pyrage.x25519.Identity:
    return pyrage.x25519.Identity.from_str(encoded("age-secret-key-", derived(secret, PURPOSE)).upper())
