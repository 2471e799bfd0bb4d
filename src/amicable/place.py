"""Where the ledger lies if nobody says: the user's data folder; and which one is in use."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


def ledger_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """AMICABLE_LEDGER, else a folder `amicable/ledger` among the user's data."""
    if given := environment.get("AMICABLE_LEDGER"):
        return Path(given).expanduser()
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "amicable" / "ledger"
    base = environment.get("XDG_DATA_HOME") or environment.get("LOCALAPPDATA")
    return Path(base or Path.home() / ".local" / "share") / "amicable" / "ledger"


@dataclass
class _InUse:
    ledger: Path | None = None


_in_use = _InUse()


def use(ledger: Path) -> None:
    """From now on, what a firm declares in this ledger stands beside what comes with the product."""
    _in_use.ledger = ledger


def in_use() -> Path | None:
    """The ledger that an entrance named; none before it did."""
    return _in_use.ledger
