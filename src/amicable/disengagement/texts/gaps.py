"""Where the texts of a language differ from the English ones in what they must share: sections, keys and placeholders."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter

from amicable.disengagement.texts import FORMS, Tables, languages, shipped
from amicable.i18n import N_
from amicable.refusal import Refusal

FILES = ("letter", "script", "objections", "money", "warning", "reinstatement", "clauses", "elements")
FREE = ("elements",)
"""Lists of phrases: every language has its own, of any length."""
Gap = tuple[str, Mapping[str, object]]
"""A sentence for the writer, and its values."""


class FaultyTexts(Refusal):
    """A firm's own text that cannot be used."""


def gaps(language: str) -> tuple[Gap, ...]:
    """What the files of `language` that exist lack or have too much, beside the English ones."""
    written = [file for file in FILES if language in languages(file)]
    return tuple(gap for file in written for gap in _in_file(f"{language}/{file}.toml", file, shipped(language, file)))  # fmt: skip


def gaps_in(folder: Path) -> tuple[Gap, ...]:
    """The same for a firm's own files, which need not say everything."""
    found = {path.stem: path for path in sorted(folder.glob("*.toml"))}
    unknown = [(N_("{file}: no text is called so. There are: {known}."), {"file": path.name, "known": ", ".join(FILES)}) for name, path in found.items() if name not in FILES]  # fmt: skip
    own = {name: _read(path) for name, path in found.items() if name in FILES}
    wrong = (gap for name, text in own.items() for gap in _in_file(f"{name}.toml", name, text, whole=False))
    return (*unknown, *wrong)


def _in_file(shown: str, file: str, found: Tables, *, whole: bool = True) -> Iterator[Gap]:
    english = {
        (section, key): leaf for section, keys in shipped("en", file).items() for key, leaf in keys.items()
    }
    own = {(section, key): leaf for section, keys in found.items() for key, leaf in keys.items()}
    for section, key in english.keys() - own.keys() if whole else ():
        yield N_("{file}: [{section}] {key} is missing."), {"file": shown, "section": section, "key": key}
    for section, key in own.keys() - english.keys():
        yield (
            N_("{file}: [{section}] {key} means nothing here; the English file has no such key."),
            {"file": shown, "section": section, "key": key},
        )
    for place in sorted(own.keys() & english.keys()) if file not in FREE else ():
        yield from _placeholders(shown, place, own[place], english[place])


def _placeholders(file: str, place: tuple[str, str], leaf: object, english: object) -> Iterator[Gap]:
    wanted = {name for text in _variants(english) for name in placeholders(text)}
    about = {"file": file, "section": place[0], "key": place[1]}
    if isinstance(leaf, dict) and set(leaf) != set(FORMS):
        yield (
            N_("{file}: [{section}] {key} must be a text, or have both forms: formal and informal."),
            dict(about),
        )
    for text in _variants(leaf):
        try:
            named = set(placeholders(text))
        except ValueError:
            yield N_("{file}: [{section}] {key} has a brace that is not closed."), dict(about)
            continue
        if named != wanted:
            yield (
                N_("{file}: [{section}] {key} must have the placeholders “{wanted}”, not “{named}”."),
                about | {"wanted": " ".join(sorted(wanted)), "named": " ".join(sorted(named))},
            )


def _read(path: Path) -> Tables:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise FaultyTexts(N_("{path} is no TOML: {reason}"), path=path.name, reason=error) from error


def checked(folder: Path) -> Path:
    """`folder` if the texts in it can be used; FaultyTexts with the first thing that is wrong."""
    for message, values in gaps_in(folder):
        raise FaultyTexts(message, **values)
    return folder


def placeholders(text: str) -> tuple[str, ...]:
    """Names in braces, in the order of the text."""
    return tuple(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def _variants(leaf: object) -> tuple[str, ...]:
    return tuple(map(str, leaf.values())) if isinstance(leaf, dict) else (str(leaf),)
