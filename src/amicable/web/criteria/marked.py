"""What the firm marks for audit only: a table beside the ledger that no sign and no score ever reads."""

import csv
from pathlib import Path

from django.conf import settings

FILE = "audit.csv"
CLIENT = "client_id"


def marked() -> dict[str, dict[str, str]]:
    """Column -> client_id -> value, from audit.csv in the ledger; nothing where there is no such file."""
    path: Path = settings.DEPLOYMENT.ledger / FILE
    if not path.exists():
        return {}
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    columns = [name for name in (rows[0] if rows else {}) if name and name != CLIENT]
    return {
        name: {row[CLIENT]: (row[name] or "").strip() for row in rows if row.get(CLIENT)} for name in columns
    }
