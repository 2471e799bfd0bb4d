"""Which versions of the tables belong together: one small file, replaced as a whole."""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from uuid import uuid4

NAME = "manifest.json"
FORMAT = 1


@dataclass(frozen=True)
class Manifest:
    """One snapshot of the whole ledger; what it does not name does not exist for a reader."""

    tables: Mapping[str, int] = field(default_factory=dict)
    """Version of each Delta table."""
    links: str = ""
    """File name of the links between client ids; empty: none."""
    imports: Mapping[str, str] = field(default_factory=dict)
    """Import id -> when it began (ISO 8601), oldest first."""
    undone: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Id of an import that was taken back -> when it began, and when it was taken back."""


def read(folder: Path) -> Manifest:
    """The snapshot that is valid now."""
    found = json.loads((folder / NAME).read_text(encoding="utf-8"))
    return Manifest(found["tables"], found["links"], found["imports"], found.get("undone", {}))


def create(folder: Path) -> None:
    """Make the first, empty snapshot; where another process was quicker, its own stays."""
    draft = _draft(folder, Manifest())
    try:
        os.link(draft, folder / NAME)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    sync(folder)


def publish(folder: Path, manifest: Manifest) -> None:
    """Make `manifest` the valid snapshot, at one stroke."""
    _draft(folder, manifest).replace(folder / NAME)
    sync(folder)


def sync(path: Path) -> None:
    """Return once the file or folder is safe from a power cut."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def written(manifest: Manifest) -> bytes:
    """The manifest as its file holds it."""
    return json.dumps({"format": FORMAT} | asdict(manifest), indent=1).encode()


def _draft(folder: Path, manifest: Manifest) -> Path:
    draft = folder / f".{NAME}-{uuid4().hex}"
    draft.write_bytes(written(manifest))
    sync(draft)
    return draft
