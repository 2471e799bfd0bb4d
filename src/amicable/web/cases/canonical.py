"""The same values are always the same bytes, and the same bytes always have the same digest."""

import hashlib
import json
from datetime import date, datetime


def canonical(values: object) -> str:
    """JSON with sorted names, no blanks and no escapes (RFC 8785, but for how fractions are written)."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)


def _plain(value: object) -> object:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if hasattr(value, "item"):  # a number of NumPy's
        return value.item()
    raise TypeError(f"not to be written as JSON: {type(value).__name__}")


def digest(*texts: str) -> str:
    """SHA-256 over the texts, each ended by a zero byte, as hexadecimal digits."""
    whole = hashlib.sha256()
    for text in texts:
        whole.update(text.encode() + b"\0")
    return whole.hexdigest()
