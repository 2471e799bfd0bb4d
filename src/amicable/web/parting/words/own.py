"""The firm's own texts as a folder that the letters read: one folder for each state of the texts."""

import hashlib
import json
import shutil
from itertools import groupby
from pathlib import Path

from django.conf import settings

from amicable.web.parting.models import OwnText


def own_texts(language: str) -> Path | None:
    """The folder with the firm's own texts in a language; None where there are none."""
    return written(list(OwnText.objects.filter(language=language)))


def written(texts: list[OwnText]) -> Path | None:
    """These texts as TOML files below an address that holds their digest, so that a changed text is read anew."""
    files = {file: _toml(list(some)) for file, some in groupby(texts, key=lambda one: one.file)}
    if not files:
        return None
    digest = hashlib.sha256(json.dumps(files, sort_keys=True).encode()).hexdigest()
    folder: Path = settings.DEPLOYMENT.folder / "texts" / digest[:32]
    if not folder.exists():
        draft = folder.with_name(f".{folder.name}")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        for file, text in files.items():
            (draft / f"{file}.toml").write_text(text, encoding="utf-8")
        draft.replace(folder)
    return folder


def _toml(texts: list[OwnText]) -> str:
    lines: list[str] = []
    for section, some in groupby(texts, key=lambda one: one.section):
        lines += [f"[{section}]", *(f"{one.key} = {_leaf(one)}" for one in some), ""]
    return "\n".join(lines)


def _leaf(one: OwnText) -> str:
    """A text, or both forms of address; a JSON string without control characters is a TOML string."""
    formal = json.dumps(one.text, ensure_ascii=False)
    if not one.informal:
        return formal
    return f"{{ formal = {formal}, informal = {json.dumps(one.informal, ensure_ascii=False)} }}"
