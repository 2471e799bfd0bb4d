"""Where the ledger lies if nobody says: the user's data folder."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path


def ledger_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """AMICABLE_LEDGER, else a folder `amicable/ledger` among the user's data."""
    if given := environment.get("AMICABLE_LEDGER"):
        return Path(given).expanduser()
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "amicable" / "ledger"
    base = environment.get("XDG_DATA_HOME") or environment.get("LOCALAPPDATA")
    return Path(base or Path.home() / ".local" / "share") / "amicable" / "ledger"
