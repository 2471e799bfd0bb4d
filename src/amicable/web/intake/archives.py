"""ZIP archives of exports: their files are put beside them, as long as they are what they seem to be."""

from collections.abc import Callable
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from django.core.files.base import File

HARMLESS_BYTES = 256 << 20
MOST_RATIO = 150
"""Above HARMLESS_BYTES, an archive that grows by more than this when unpacked is taken for a bomb."""

Keep = Callable[[str, File], object]
"""What puts a file at a place below the upload's folder."""


def unpacked(path: Path, keep: Keep, *, most_files: int, most_bytes: int) -> bool:
    """Hand on every file in the archive; False, and nothing handed on, where it is none or seems dangerous."""
    if path.suffix.lower() != ".zip":
        return False
    try:
        with ZipFile(path) as archive:
            inside = [one for one in archive.infolist() if not one.is_dir()]
            if not inside or len(inside) > most_files or not _modest(inside, most_bytes):
                return False
            if archive.testzip() is not None:
                return False
            for one in inside:
                with archive.open(one) as content:
                    keep(f"{path.stem}/{one.filename}", File(content, one.filename))
    except (BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError):
        return False  # damaged, encrypted or packed in an unknown way: the look at it will say so
    return True


def _modest(inside: list[ZipInfo], most_bytes: int) -> bool:
    """Whether what it says to unpack to is believable; ZipFile itself stops at the size that is said."""
    grown = sum(one.file_size for one in inside)
    packed = sum(one.compress_size for one in inside)
    return grown <= most_bytes and (grown <= HARMLESS_BYTES or grown <= MOST_RATIO * max(packed, 1))
