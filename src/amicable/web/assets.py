"""Files that the browser loads: their address changes with their content, so they may be kept for ever."""

import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path


@cache
def address_of_assets() -> str:
    """The address below which the folder `static` is served."""
    folder = Path(str(files("amicable.web") / "static"))
    content = hashlib.blake2b(digest_size=6)
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix not in (".br", ".gz"):
            content.update(path.relative_to(folder).as_posix().encode())
            content.update(path.read_bytes())
    return f"/static/{content.hexdigest()}/"


def asset(path: str) -> str:
    """The address of one file of `static`."""
    return f"{address_of_assets()}{path}"
