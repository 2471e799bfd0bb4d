"""Makes what the wheel holds beside its sources: compiled message catalogues, and compressed files for browsers."""

import gzip
import shutil
import tempfile
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

COMPRESSED = {".css", ".js", ".svg"}


class Prepared(BuildHookInterface):
    """Writes an `.mo` file beside each `.po` file, and packs a `.gz` beside each style sheet, script and picture."""

    def initialize(self, version: str, build_data: dict) -> None:
        """Compile in place; `artifacts` in pyproject.toml packs what git leaves out."""
        for catalogue in Path(self.root).glob("src/amicable/locale/*/LC_MESSAGES/*.po"):
            with catalogue.open("rb") as messages, catalogue.with_suffix(".mo").open("wb") as compiled:
                write_mo(compiled, read_po(messages))
        if (
            self.target_name == "wheel" and version == "standard"
        ):  # an editable one serves the sources as they are
            self._compress(build_data["force_include"])

    def finalize(self, version: str, build_data: dict, artifact_path: str) -> None:  # noqa: ARG002 (the hook's signature)
        """Leave nothing behind."""
        shutil.rmtree(getattr(self, "_work", ""), ignore_errors=True)

    def _compress(self, included: dict[str, str]) -> None:
        """Apart from the sources, so that none of them is ever served as it was when a wheel was built."""
        self._work = tempfile.mkdtemp(prefix="amicable-wheel-")
        sources = Path(self.root) / "src"
        found = (sources / "amicable" / "web" / "static").rglob("*")
        for number, path in enumerate(sorted(one for one in found if one.suffix in COMPRESSED)):
            packed = Path(self._work) / f"{number}.gz"
            packed.write_bytes(gzip.compress(path.read_bytes(), 9, mtime=0))
            included[str(packed)] = f"{path.relative_to(sources).as_posix()}.gz"
