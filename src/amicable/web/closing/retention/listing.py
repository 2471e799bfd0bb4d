"""The list of erasures: kept outside the database, so that a restored backup can be erased again.

It holds keyed hashes of ids, nothing else about anybody. AMICABLE_ERASURES names another place for it, on another
disk; else it lies in the folder of the application.
"""

import hashlib
import hmac
import json
import os
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

from amicable.web.closing.retention.words import key

NAME = "erasures.jsonl"


@dataclass(frozen=True)
class Noted:
    """One erasure, as the list holds it."""

    case: int
    """Number of the case; 0: there was none."""
    at: str
    hashes: tuple[str, ...]


def place() -> Path:
    """Where the list lies."""
    named = os.environ.get("AMICABLE_ERASURES", "")
    return Path(named) if named else settings.DEPLOYMENT.folder / NAME


def note(one: Noted) -> None:
    """Add a line; one that is there already is not added again."""
    if one in set(listed()):
        return
    place().parent.mkdir(parents=True, exist_ok=True)
    with place().open("a", encoding="utf-8") as lines:
        lines.write(json.dumps(asdict(one)) + "\n")
        lines.flush()
        os.fsync(lines.fileno())


def listed(path: Path | None = None) -> Iterator[Noted]:
    """Every erasure of the list, oldest first."""
    found = path or place()
    for line in found.read_text(encoding="utf-8").splitlines() if found.exists() else ():
        row = json.loads(line)
        yield Noted(row["case"], row["at"], tuple(row["hashes"]))


def hashes(ids: Collection[str]) -> list[str]:
    """What is remembered of ids."""
    secret = key()
    return sorted(hmac.new(secret, one.encode(), hashlib.sha256).hexdigest() for one in ids)
