"""From a path to content that can be read: unpacked, in UTF-8, and known for what it is."""

import codecs
import gzip
import hashlib
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile

from amicable.i18n import N_

CHUNK = 1 << 20
MOST_BYTES = 16 << 30
"""Unpacked files above this are refused; it is eight times what is promised to work."""
HARMLESS_BYTES = 256 << 20
MOST_RATIO = 150
"""Above HARMLESS_BYTES, a file that grows by more than this when unpacked is taken for a bomb."""
LONGEST_LINE = 2_000_000

ODD_BLANKS = (b"\xa0", b"\xe2\x80", b"\xef\xbb")
"""Bytes of hard and thin spaces and byte order marks in UTF-8."""

Progress = Callable[[int, int], None]
"""Told how many bytes of how many have been looked at."""


class Form(StrEnum):
    """What the content is, told by its first bytes."""

    TEXT = "text"
    JSON = "json"
    XLSX = "xlsx"
    PARQUET = "parquet"


class Unreadable(Exception):  # noqa: N818 (an answer that becomes a Problem, not an error of the program)
    """The file cannot be read, and why."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.values = values


@dataclass(frozen=True)
class Content:
    """A file made ready for reading."""

    path: Path
    """Where the unpacked UTF-8 (or binary) content lies."""
    form: Form
    digest: "hashlib._Hash"
    """SHA-256 of the file as it was given."""
    newlines: int = 0
    ends_cleanly: bool = True
    """The last line ends with a newline."""
    damaged: bool = False
    """Zero bytes or bytes that are no UTF-8 stand in the text."""
    plain_blanks: bool = False
    """No blanks but spaces and newlines stand in the text."""


IS_FOLDER = N_("This is a folder, not a file.")
IS_EMPTY = N_("The file is empty.")
NOT_READ = N_("The file cannot be opened: {reason}.")
CUT_GZIP = N_("The compressed file is damaged or cut off; fetch it again.")
BOMB = N_(
    "Unpacked, the file would be {size} MB, far more than an export of its size holds; it was not read."
)
BINARY = N_("This is not a table but a binary file; export it as CSV or XLSX.")
OLD_EXCEL = N_("This is the old Excel format; open it and save it as XLSX or CSV.")
OTHER_ZIP = N_("This is a ZIP archive that is not an Excel workbook; unpack it and import the files in it.")
PASSWORD = N_("The workbook is damaged or protected by a password; save it without and import it again.")

KNOWN_BINARIES = {
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": OLD_EXCEL,
    b"%PDF": N_("This is a PDF; ask the tool for a CSV or XLSX export."),
    b"\x89PNG": BINARY,
    b"\xff\xd8\xff": BINARY,
    b"GIF8": BINARY,
    b"\x7fELF": BINARY,
    b"SQLite format 3": BINARY,
    b"BZh": BINARY,
    b"\xfd7zXZ": BINARY,
    b"7z\xbc\xaf": BINARY,
    b"\x28\xb5\x2f\xfd": BINARY,
}
MARKS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def unpack(path: Path, folder: Path, progress: Progress | None = None) -> Content:
    """The content of `path`, unpacked into `folder` where it must be; raises Unreadable."""
    if path.is_dir():
        raise Unreadable(IS_FOLDER)
    try:
        return _unpacked(path, folder, progress)
    except OSError as error:
        raise Unreadable(NOT_READ, reason=error.strerror or type(error).__name__) from None


def beginning(path: Path, size: int = 65_536) -> bytes:
    """The first bytes of a file, unpacked; empty where there is nothing to read."""
    try:
        with path.open("rb") as file:
            return gzip.GzipFile(fileobj=file).read(size) if _is_gzip(file) else file.read(size)
    except (OSError, EOFError, zlib.error):
        return b""


def _unpacked(path: Path, folder: Path, progress: Progress | None) -> Content:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        chunks = _told(_hashed(file, digest), path.stat().st_size, progress)
        if _is_gzip(file):
            plain = folder / "unpacked"
            _write(plain, _gunzipped(chunks))
            chunks = _chunks(plain)
        else:
            plain = path
        return _content(plain, chunks, folder, digest)


def _content(plain: Path, chunks: Iterator[bytes], folder: Path, digest: "hashlib._Hash") -> Content:
    first = next(chunks, b"")
    if not first.strip(b"\xef\xbb\xbf \t\r\n"):
        raise Unreadable(IS_EMPTY)
    form = _form(first, plain)
    if form in {Form.XLSX, Form.PARQUET}:
        for _ in chunks:
            pass  # the digest sees every byte
        return Content(plain, form, digest)
    return _text(plain, first, chunks, folder, digest, form)


def _form(first: bytes, path: Path) -> Form:
    for mark, message in KNOWN_BINARIES.items():
        if first.startswith(mark):
            raise Unreadable(message)
    if first.startswith(b"PAR1"):
        return Form.PARQUET
    if first.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        _check_workbook(path)
        return Form.XLSX
    if first[:2] in MARKS:
        return Form.TEXT
    head = first[:65_536]
    if sum(head.count(byte) for byte in range(9)) * 50 > len(head):
        raise Unreadable(BINARY)
    return Form.JSON if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["} else Form.TEXT


def _check_workbook(path: Path) -> None:
    try:
        with ZipFile(path) as archive:
            entries = archive.infolist()
    except (BadZipFile, NotImplementedError, ValueError):
        raise Unreadable(PASSWORD) from None
    if not any(entry.filename == "xl/workbook.xml" for entry in entries):
        raise Unreadable(OTHER_ZIP)
    _check_growth(sum(entry.file_size for entry in entries), sum(entry.compress_size for entry in entries))


def _check_growth(unpacked: int, packed: int) -> None:
    too_dense = unpacked > HARMLESS_BYTES and unpacked > MOST_RATIO * max(packed, 1)
    if too_dense or unpacked > MOST_BYTES:
        raise Unreadable(BOMB, size=unpacked >> 20)


def _is_gzip(file: BinaryIO) -> bool:
    start = file.read(2)
    file.seek(0)
    return start == b"\x1f\x8b"


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def _hashed(file: BinaryIO, digest: "hashlib._Hash") -> Iterator[bytes]:
    while chunk := file.read(CHUNK):
        digest.update(chunk)
        yield chunk


def _told(chunks: Iterator[bytes], total: int, progress: Progress | None) -> Iterator[bytes]:
    done = 0
    for chunk in chunks:
        yield chunk
        done += len(chunk)
        if progress:
            progress(done, total)


def _gunzipped(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Unpacked bytes; several compressed parts in one file are one text."""
    packed = unpacked = 0
    unpacker = zlib.decompressobj(wbits=31)
    for chunk in chunks:
        packed += len(chunk)
        left = chunk
        while left:
            try:
                grown = unpacker.decompress(left, CHUNK * 8)
            except zlib.error:
                raise Unreadable(CUT_GZIP) from None
            unpacked += len(grown)
            _check_growth(unpacked, packed)
            yield grown
            left = unpacker.unconsumed_tail
            if unpacker.eof:
                left = unpacker.unused_data.lstrip(b"\0")
                unpacker = zlib.decompressobj(wbits=31) if left else unpacker
    if not unpacker.eof:
        raise Unreadable(CUT_GZIP)


def _write(path: Path, chunks: Iterator[bytes]) -> None:
    with path.open("wb") as file:
        for chunk in chunks:
            file.write(chunk)


@dataclass
class _Look:
    """What one pass over a text tells."""

    newlines: int = 0
    last: bytes = b""
    zeros: bool = False
    odd_blanks: bool = False
    foreign: bool = False
    """Bytes that are no UTF-8."""
    multibyte: bool = False
    """Proper UTF-8 beyond ASCII came before the first foreign byte."""


def _text(
    plain: Path, first: bytes, chunks: Iterator[bytes], folder: Path, digest: "hashlib._Hash", form: Form
) -> Content:
    look = _looked(first, chunks)
    encoding = MARKS.get(first[:2], "utf-8" if not look.foreign or look.multibyte else "cp1252")
    if encoding != "utf-8":
        decoded = folder / "decoded"
        look = _looked(b"", _recoded(plain, decoded, encoding))
        plain = decoded
        form = _form(beginning(decoded), decoded)
    return Content(
        plain,
        form,
        digest,
        look.newlines,
        ends_cleanly=look.last in {b"\n", b"\r"},
        damaged=look.zeros or look.foreign,
        plain_blanks=not look.odd_blanks,
    )


def _looked(first: bytes, chunks: Iterator[bytes]) -> _Look:
    look, decoder = _Look(), codecs.getincrementaldecoder("utf-8")()
    for chunk in _together(first, chunks):
        look.newlines += chunk.count(b"\n")
        look.zeros = look.zeros or b"\0" in chunk
        look.odd_blanks = look.odd_blanks or _has_odd_blanks(chunk)
        look.last = chunk[-1:] or look.last
        if not look.foreign:
            _try_utf8(decoder, chunk, look)
    return look


def _has_odd_blanks(chunk: bytes) -> bool:
    return b"\t" in chunk or (not chunk.isascii() and any(blank in chunk for blank in ODD_BLANKS))


def _together(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _try_utf8(decoder: codecs.IncrementalDecoder, chunk: bytes, look: _Look) -> None:
    if chunk.isascii() and not decoder.getstate()[0]:
        return
    try:
        decoder.decode(chunk)
        look.multibyte = True
    except UnicodeDecodeError as error:
        look.foreign = True
        before = error.object[: error.start].removeprefix(codecs.BOM_UTF8)
        look.multibyte = look.multibyte or not before.isascii()


def _recoded(plain: Path, target: Path, encoding: str) -> Iterator[bytes]:
    """Writes `plain` as UTF-8 to `target`, and gives what it writes."""
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    with target.open("wb") as file:
        for chunk in _chunks(plain):
            recoded = decoder.decode(chunk).encode("utf-8", errors="replace")
            file.write(recoded)
            yield recoded
        file.write(decoder.decode(b"", final=True).encode("utf-8"))


@contextmanager
def quietly(message: str, *errors: type[Exception]) -> Iterator[None]:
    """Turns the errors of a foreign library into an Unreadable."""
    try:
        yield
    except errors:
        raise Unreadable(message) from None
