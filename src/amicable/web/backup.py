"""Backup and restore of the whole installation: ledger, database, secret and files in one archive."""

import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from amicable import __version__
from amicable.engines import snapshot
from amicable.engines.ledger import Ledger
from amicable.i18n import N_
from amicable.refusal import Refusal
from amicable.web import serving
from amicable.web.archive import NoBackup, Packing, packing, unpack
from amicable.web.deployment import Deployment, deployment

FORMAT = 1
DATABASE = "web/amicable.sqlite3"
"""Where the database lies in an archive: always as SQLite, so that it may move from one kind to the other."""


class NotEmpty(Refusal):
    """A backup is restored into an empty place only."""


class NotOfThisVersion(Refusal):
    """A newer version has made the backup."""


@dataclass(frozen=True)
class Restored:
    """What came back."""

    made_at: datetime
    rows: int
    """Rows of the ledger."""
    entries: int
    """Entries of the diary, proved to be unchanged."""


def back_up(here: Deployment, target: Path, *, at: datetime) -> int:
    """Write the archive `target` while the application may go on working; the number of files in it.

    The database first, then the ledger, then files: so nothing that the database speaks of can be missing.
    """
    if not (here.ledger / "manifest.json").exists():
        raise NoBackup(N_("There is no ledger in {folder}."), folder=here.ledger)
    with packing(target) as packed, TemporaryDirectory(dir=target.parent, prefix=".amicable-") as work:
        about = {"format": FORMAT, "version": __version__, "made_at": at.isoformat()}
        packed.add_bytes(json.dumps(about).encode(), "backup.json")
        copied = Path(work) / "database"
        _copy_database(here, copied)
        if copied.exists():
            packed.add(copied, DATABASE)
        _add_ledger(packed, here.ledger)
        for path in _own(here):
            packed.add(path, path.relative_to(here.ledger).as_posix())
        return len(packed.sums)


def _copy_database(here: Deployment, target: Path) -> None:
    """The database of one moment, as SQLite; nothing if the application was never started."""
    if here.sqlite is None:
        serving.load(here.ledger)
        from amicable.web.copying import copy, opened  # noqa: PLC0415 (after Django has been set up)

        with opened(target) as alias:
            copy("default", alias)
    elif here.sqlite.exists():
        with closing(sqlite3.connect(here.sqlite, timeout=60)) as connection:
            connection.execute("VACUUM INTO ?", [str(target)])


def _add_ledger(packed: Packing, folder: Path) -> None:
    opened = Ledger.open(folder)
    for path in snapshot.files(opened):
        packed.add(path, path.relative_to(opened.folder).as_posix())
    name, content = snapshot.manifest(opened)
    packed.add_bytes(content, name)


def _own(here: Deployment) -> Iterator[Path]:
    """The secret and the files that people have added; links lead elsewhere and are not followed."""
    for path in (here.folder / "secret", here.folder / "erasures.jsonl"):
        if path.exists():
            yield path
    for folder, _, names in os.walk(here.files):
        paths = (Path(folder) / name for name in sorted(names))
        yield from (path for path in paths if path.is_file() and not path.is_symlink())


def restore(source: Path, ledger: Path) -> Restored:
    """Unpack a backup into the folder `ledger`, which must be empty or not there; on any refusal nothing is left."""
    here = deployment({**os.environ, "AMICABLE_LEDGER": str(ledger)})
    _refuse_full(here)
    ledger.parent.mkdir(parents=True, exist_ok=True)
    with _place(ledger) as draft:
        unpack(source, draft)
        about = json.loads((draft / "backup.json").read_text(encoding="utf-8"))
        (draft / "backup.json").unlink()
        _check(draft / DATABASE)
        draft.rename(ledger)
        entries = _bring_back(here) if (ledger / DATABASE).exists() else 0
    rows = sum(Ledger.open(ledger).rows().values())
    return Restored(datetime.fromisoformat(about["made_at"]), rows, entries)


@contextmanager
def _place(ledger: Path) -> Iterator[Path]:
    """A folder beside `ledger`, on the same disk; if anything fails, both are gone."""
    draft = ledger.with_name(f".{ledger.name}.restoring")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    try:
        yield draft
    except BaseException:
        shutil.rmtree(ledger, ignore_errors=True)
        raise
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _refuse_full(here: Deployment) -> None:
    if here.ledger.exists() and (not here.ledger.is_dir() or any(here.ledger.iterdir())):
        raise NotEmpty(
            N_("{folder} is not empty. A backup is restored into a new folder only: name one with --ledger."),
            folder=here.ledger,
        )
    if here.sqlite is None and _tables_in(here):
        raise NotEmpty(
            N_(
                "The database that AMICABLE_DATABASE names is not empty. A backup is restored into an empty one only."
            )
        )


def _tables_in(here: Deployment) -> int:
    import psycopg  # noqa: PLC0415 (only there where PostgreSQL is used)
    from psycopg.conninfo import make_conninfo  # noqa: PLC0415

    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    told = make_conninfo(**{name: value for name, key in names.items() if (value := str(here.database[key]))})
    with psycopg.connect(told) as connection:
        found = connection.execute(
            "SELECT count(*) FROM information_schema.tables WHERE table_schema = current_schema()"
        ).fetchone()
    return int(found[0]) if found else 0


def _check(database: Path) -> None:
    if not database.exists():
        return
    with closing(sqlite3.connect(database)) as connection:
        said = connection.execute("PRAGMA quick_check").fetchall()
    if said != [("ok",)]:
        raise NoBackup(N_("The database in the backup is damaged. Nothing was restored."))


def _bring_back(here: Deployment) -> int:
    """Make the database usable by this version, move it to PostgreSQL where that is set, and prove the diary."""
    serving.load(here.ledger)
    from amicable.web.copying import copy, opened  # noqa: PLC0415 (after Django has been set up)
    from amicable.web.diary.queries import verify  # noqa: PLC0415

    _refuse_newer(here.ledger / DATABASE)
    serving.bring_up_to_date()
    if here.sqlite is None:
        with opened(here.ledger / DATABASE) as alias:
            copy(alias, "default")
        for path in here.folder.glob("amicable.sqlite3*"):
            path.unlink()
    proof = verify()
    if not proof.holds:
        raise NoBackup(
            N_("The diary in the backup does not hold from entry {number} on. Nothing was restored."),
            number=proof.broken_at,
        )
    erased_again()
    return proof.entries


def erased_again() -> int:
    """Whoever was erased since the backup was made is erased again, where the list of erasures says so."""
    from amicable.web.closing.retention.replaying import replay  # noqa: PLC0415 (after Django has been set up)

    return replay()


def _refuse_newer(database: Path) -> None:
    from django.db.migrations.loader import MigrationLoader  # noqa: PLC0415 (after Django has been set up)

    known = set(MigrationLoader(None).disk_migrations)
    with closing(sqlite3.connect(database)) as connection:
        applied = set(connection.execute("SELECT app, name FROM django_migrations"))
    if newer := {one for one in applied if one[0] in {app for app, _ in known}} - known:
        raise NotOfThisVersion(
            N_("A newer version of Amicable made this backup ({names}). Restore it with that version."),
            names=", ".join(sorted(f"{app} {name}" for app, name in newer)),
        )
