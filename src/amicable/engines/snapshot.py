"""The files that make up one snapshot of a ledger, and its past; what an import under way writes is not among them."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from amicable.engines import _firm_file, _manifest
from amicable.engines.ledger import WRITTEN_BY_HAND, Ledger
from amicable.wording.own import FOLDER as OWN_RULES


def files(ledger: Ledger) -> Iterator[Path]:
    """Every file but the manifest, which is `manifest(ledger)`; none of them ever changes while it is read."""
    for table, version in ledger.manifest.tables.items():
        yield from sorted(_of_table(ledger, table, version))
    if ledger.links_file:
        yield ledger.links_file
    for import_id in (*ledger.manifest.imports, *ledger.manifest.undone):
        yield from sorted((ledger.folder / "imports").glob(f"{import_id}.*"))
    by_hand = (ledger.folder / name for name in (_firm_file.NAME, *WRITTEN_BY_HAND))
    yield from (path for path in by_hand if path.exists())
    yield from sorted((ledger.folder / OWN_RULES).glob("*/*/*.toml"))


def manifest(ledger: Ledger) -> tuple[str, bytes]:
    """Name and content of the manifest of this snapshot, whatever has been imported since."""
    return _manifest.NAME, _manifest.written(ledger.manifest)


def _of_table(ledger: Ledger, table: str, version: int) -> set[Path]:
    """Its log up to this version, and every data file that the log names: older ones are needed to undo an import."""
    folder = ledger.folder / "tables" / table
    log = [
        path
        for path in (folder / "_delta_log").iterdir()
        if path.name[:20].isdigit() and int(path.name[:20]) <= version
    ]
    named = {folder / name for path in log if path.suffix == ".json" for name in _added(path)}
    now = {Path(file.path) for file in ledger.data_files(table)}
    return {*log, *now, *(path for path in named if path.exists())}


def _added(log: Path) -> Iterator[str]:
    for line in log.read_text(encoding="utf-8").splitlines():
        if added := json.loads(line).get("add"):
            yield unquote(added["path"])
