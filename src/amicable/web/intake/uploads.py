"""Files as a browser sends them: how many and how large they may be, and how they are called on the disk."""

import os
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import count
from pathlib import Path, PurePosixPath
from typing import Any

from django.core.files.base import File as StoredFile
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

from amicable.i18n import N_
from amicable.refusal import Refusal
from amicable.web.intake.archives import unpacked

MOST_FILES = 2_000
MOST_BYTES = 4 << 30
LONGEST_NAME = 120
DEEPEST = 8
HARMFUL = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|\[\]{}=]')
"""What no name on the disk may hold: marks of paths, of patterns, and of partitions."""


class UploadRefused(Refusal):
    """The files cannot be taken."""


class Quota(FileUploadHandler):
    """Stops an upload that is too large or has too many files before it fills the disk."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.files = 0
        self.length = 0

    def handle_raw_input(
        self,
        input_data: Any,  # noqa: ANN401 (Django's signature)
        META: Any,  # noqa: ANN401, N803
        content_length: int,
        boundary: bytes,
        encoding: str | None = None,
    ) -> None:
        """Note how long the whole is."""
        del input_data, META, boundary, encoding
        self.length = content_length

    def new_file(self, *given: Any, **named: Any) -> None:  # noqa: ANN401 (Django's signature)
        """Refuse the file that is one too many."""
        super().new_file(*given, **named)
        self.files += 1
        if self.files > MOST_FILES or self.length > MOST_BYTES:
            if self.request is not None:
                self.request.META["amicable.refused"] = True
            raise StopUpload(connection_reset=False)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Hand the bytes on."""
        del start
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Others keep the file."""
        del file_size


def received(request: HttpRequest) -> list[UploadedFile]:
    """The files of the request; a Refusal where there are none or too many."""
    files = [*request.FILES.getlist("files"), *request.FILES.getlist("folder")]
    if request.META.get("amicable.refused"):
        raise UploadRefused(
            N_("That is too much at once: up to {files} files and {size} GB are taken. Bring them in several goes, or use “amicable import” on the server."),
            files=MOST_FILES,
            size=MOST_BYTES >> 30,
        )  # fmt: skip
    if not files:
        raise UploadRefused(N_("No file was chosen. Choose one or more files, or a folder, and try again."))
    return files


def kept(folder: Path, files: Sequence[UploadedFile], places: Sequence[str]) -> int:
    """Write the files below `folder` under safe names, at the places they had; how many were passed over."""
    known = places if len(places) == len(files) else [str(file.name) for file in files]
    passed_over = 0
    for file, place in zip(files, known, strict=True):
        path = _kept(folder, place, file)
        passed_over += path is None
        if path and unpacked(path, partial(_kept, path.parent), most_files=MOST_FILES, most_bytes=MOST_BYTES):
            path.unlink()
    return passed_over


def _kept(folder: Path, place: str, file: StoredFile) -> Path | None:
    """Where the file lies now; None for hidden files, which are passed over."""
    parts = list(_safe(place))
    if not parts:
        return None
    path = _free(folder.joinpath(*parts))
    _write(path, file)
    return path


def _safe(place: str) -> Iterator[str]:
    """The parts of a path, made harmless; none for hidden files."""
    parts = [part for part in PurePosixPath(place.replace("\\", "/")).parts if part not in ("/", "..", ".")]
    if any(part.startswith((".", "~$")) or part in ("__MACOSX", "Thumbs.db") for part in parts):
        return
    for part in parts[-DEEPEST:]:
        name = HARMFUL.sub("_", unicodedata.normalize("NFC", part)).strip(" .") or "_"
        stem, dot, suffix = name.rpartition(".")
        yield f"{stem[: LONGEST_NAME - len(suffix)]}{dot}{suffix}" if dot else name[:LONGEST_NAME]


def _free(path: Path) -> Path:
    """The path, or one like it that is not taken."""
    if not path.exists():
        return path
    numbered = (path.with_name(f"{path.stem} ({number}){path.suffix}") for number in count(2))
    return next(each for each in numbered if not each.exists())


def _write(path: Path, file: StoredFile) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as target:
        for chunk in file.chunks():
            target.write(chunk)
