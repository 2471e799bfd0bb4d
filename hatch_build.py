"""Compiles the message catalogues, so that the wheel speaks every language it has."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class MessageCatalogues(BuildHookInterface):
    """Writes an `.mo` file beside each `.po` file before anything is packed."""

    def initialize(self, version: str, build_data: dict) -> None:  # noqa: ARG002 (the hook's signature)
        """Compile in place; `artifacts` in pyproject.toml packs what git leaves out."""
        for catalogue in Path(self.root).glob("src/amicable/locale/*/LC_MESSAGES/*.po"):
            with catalogue.open("rb") as messages, catalogue.with_suffix(".mo").open("wb") as compiled:
                write_mo(compiled, read_po(messages))
