"""What is wrong with an installation, and how to mend it. Nothing is changed by looking."""

import hashlib
import os
import shutil
import stat
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

import pyarrow.parquet as pq

from amicable.engines.ledger import Ledger
from amicable.i18n import LANGUAGES, N_
from amicable.web.deployment import LOOPBACK, Deployment

OLDEST_PYTHON = (3, 11)
LITTLE_ROOM = 2_000_000_000
NO_ROOM = 200_000_000
"""Free bytes below which the doctor warns, and below which things fail."""
EARLIEST = datetime(2026, 1, 1, tzinfo=UTC)
"""Before this program was written; a clock that says so is wrong."""


@dataclass(frozen=True)
class Trouble:
    """Something wrong: a sentence, and what to do; not grave: worth a look."""

    sentence: str
    mend: str
    values: Mapping[str, object] = field(default_factory=dict)
    grave: bool = True


@dataclass(frozen=True)
class Looked:
    """What one check found."""

    name: str
    title: str
    troubles: tuple[Trouble, ...] = ()


Check = Callable[[Deployment], Iterator[Trouble]]


def python(_deployment: Deployment) -> Iterator[Trouble]:
    """The version of Python."""
    if sys.version_info < OLDEST_PYTHON:
        yield Trouble(
            N_("Python is {found}; Amicable needs {needed}."),
            N_("Install a newer Python and install Amicable with it."),
            {"found": sys.version.split()[0], "needed": ".".join(map(str, OLDEST_PYTHON))},
        )


def folders(deployment: Deployment) -> Iterator[Trouble]:
    """The folder can be written to, and strangers on this machine cannot read the secret or the database."""
    if not os.access(deployment.ledger, os.W_OK | os.X_OK):
        yield Trouble(
            N_("The folder {folder} cannot be written to."),
            N_("Give it to the user who runs Amicable: chown -R USER {folder}"),
            {"folder": deployment.ledger},
        )
    if not deployment.folder.exists():
        return
    for path in (deployment.folder, deployment.folder / "secret"):
        if os.name == "posix" and path.exists() and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            yield Trouble(
                N_("Other users of this machine may read {path}."),
                N_("Keep it to its owner: chmod -R go= {folder}"),
                {"path": path, "folder": deployment.folder},
                grave=path.name == "secret",
            )


def disk(deployment: Deployment) -> Iterator[Trouble]:
    """Room to write."""
    free = shutil.disk_usage(deployment.ledger).free
    if free < LITTLE_ROOM:
        yield Trouble(
            N_("Only {free} MB are free where the ledger lies."),
            N_("Make room on that disk, or move the folder {folder} to a larger one."),
            {"free": free // 1_000_000, "folder": deployment.ledger},
            grave=free < NO_ROOM,
        )


def ledger(deployment: Deployment) -> Iterator[Trouble]:
    """The snapshot can be read, and every file that it names is whole."""
    opened = Ledger.open(deployment.ledger)
    for table in opened.rows():
        for file in opened.data_files(table):
            if not _whole(Path(file.path), file.rows):
                yield Trouble(
                    N_("The file {path} of the table {table} is missing or damaged."),
                    N_("Restore the last backup into an empty folder: amicable restore FILE --ledger DIR"),
                    {"path": file.path, "table": table},
                )
    opened.links()
    opened.imports()


def _whole(path: Path, rows: int) -> bool:
    try:
        return int(pq.read_metadata(path).num_rows) == rows
    except (OSError, ValueError):
        return False


def clock(deployment: Deployment) -> Iterator[Trouble]:
    """The machine's clock is not plainly wrong, and the firm's time zone is known."""
    now = datetime.now(UTC)
    if now < EARLIEST:
        yield Trouble(
            N_("The clock of this machine says {now}, which is long past."),
            N_("Set the clock, and let it be kept right (NTP)."),
            {"now": now.isoformat(timespec="minutes")},
        )
    zone = Ledger.open(deployment.ledger).firm.zone
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        yield Trouble(
            N_("The time zone “{zone}” of the firm is not known."),
            N_("Name another one: amicable firm zone=Europe/Madrid"),
            {"zone": zone},
        )


def address(deployment: Deployment) -> Iterator[Trouble]:
    """The address that people open is safe to sign in at."""
    host = deployment.address.hostname
    if not host:
        yield Trouble(
            N_("AMICABLE_URL is not set, so only this machine can open the application."),
            N_("If others shall use it: AMICABLE_URL=https://the.address.they.open"),
            grave=False,
        )
    elif not deployment.secure and host not in LOOPBACK:
        yield Trouble(
            N_(
                "People open {address} without encryption: passwords can be read on the way, and passkeys do not work."
            ),
            N_("Put a proxy with a certificate in front, and set AMICABLE_URL to its https address."),
            {"address": deployment.address.geturl()},
        )


def assets(_deployment: Deployment) -> Iterator[Trouble]:
    """Style sheets, scripts, fonts and languages are as they were packed."""
    web = Path(str(files("amicable.web")))
    vendor = web / "static" / "vendor"
    listed = tomllib.loads((vendor / "vendor.toml").read_text(encoding="utf-8"))
    sums = {name: digest for one in listed.values() for name, digest in one.get("sha256", {}).items()}
    wrong = [name for name, digest in sums.items() if _sha256(vendor / name) != digest]
    catalogues = [Path(str(files("amicable"))) / "locale" / code / "LC_MESSAGES" / "amicable.mo" for code in LANGUAGES if code != "en"]  # fmt: skip
    wrong += [str(path.relative_to(web.parent)) for path in catalogues if not path.exists()]
    if wrong:
        yield Trouble(
            N_("These files of the program are missing or not as they were packed: {names}."),
            N_("Install Amicable anew."),
            {"names": ", ".join(wrong)},
        )


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""


BEFORE: Mapping[str, tuple[str, Check]] = {
    "python": (N_("Python"), python),
    "folders": (N_("Folders and rights"), folders),
    "disk": (N_("Free disk"), disk),
    "ledger": (N_("Ledger"), ledger),
    "clock": (N_("Clock and time zone"), clock),
    "address": (N_("Address"), address),
    "assets": (N_("Files of the program"), assets),
}
"""Checks that need no database."""


def looked(deployment: Deployment, checks: Mapping[str, tuple[str, Check]]) -> Iterator[Looked]:
    """What each check finds; a check that cannot even look has found something, too."""
    for name, (title, check) in checks.items():
        try:
            yield Looked(name, title, tuple(check(deployment)))
        except Exception as error:  # noqa: BLE001 (whatever it is, the reader must learn of it)
            yield Looked(name, title, (_unseen(error),))


def _unseen(error: Exception) -> Trouble:
    return Trouble(
        N_("This could not be looked at: {error}"),
        N_("Mend what the message names; if it says nothing to you, restore the last backup."),
        {"error": f"{type(error).__name__}: {error}".partition("\n")[0]},
    )
