"""amicable read: the situations that messages document, with the words themselves."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from amicable.cli._command import Command
from amicable.i18n import LANGUAGES, N_, say
from amicable.refusal import Refusal

if TYPE_CHECKING:
    from amicable.reading import Message, Reading


class NotMessages(Refusal):
    """The file holds no messages in the form asked for."""

    exit_code = 3


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    parser.add_argument(
        "file",
        type=Path,
        metavar="FILE.jsonl",
        help=say(N_("one message a line as JSON: id, text, and if known lang and sender (client or staff)")),
    )
    parser.add_argument(
        "--json", action="store_true", help=say(N_("answer as JSON, one line for each message"))
    )
    parser.add_argument(
        "--llm",
        action="store_true",
        help=say(
            N_("also ask the language model that AMICABLE_READER names; it goes to that model's server")
        ),
    )


def run(given: argparse.Namespace) -> int:
    """Read every message and show what was found."""
    from dataclasses import asdict

    bad: list[str] = []
    for one in _read(given, bad):
        if given.json:
            found = {"id": one.id, "lang": one.language, "findings": [asdict(each) for each in one.findings]}
            sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
        elif one.findings:
            _show(one)
    for sentence in bad:
        sys.stderr.write(f"{sentence}\n")
    return 1 if bad else 0


def _read(given: argparse.Namespace, bad: list[str]) -> "Iterator[Reading]":
    """What the rules find, and what the model adds where somebody asks for it."""
    from amicable.reading import read, read_all

    messages = _messages(given.file, bad)
    if not given.llm:
        yield from read_all(messages, name_language=given.json)
        return
    from amicable.reading.llm import added, reader

    model = reader()
    for message in messages:
        yield added(read(message, name_language=given.json), model.read(message))


def _messages(path: Path, bad: list[str]) -> "Iterator[Message]":
    """The messages of the file; lines that are none are told in `bad`."""
    from amicable.reading import Message

    if not path.is_file():
        raise NotMessages(N_("There is no file {path}."), path=path)
    with path.open(encoding="utf-8-sig", errors="replace") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                found = json.loads(line)
                text = found["text"]
                lang = found.get("lang") or ""
                if not isinstance(text, str) or (lang and lang not in LANGUAGES):
                    raise TypeError  # noqa: TRY301 (told like every other fault of the line)
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
                sentence = N_(
                    "{file}, line {line}: no message. Each line is an object with id and text; lang is one of {languages}."
                )
                bad.append(say(sentence, file=path.name, line=number, languages=", ".join(LANGUAGES)))
                continue
            yield Message(str(found.get("id", number)), text, lang, str(found.get("sender") or ""))


def _show(one: "Reading") -> None:
    from amicable.cli._shown import console
    from amicable.wording import SITUATIONS

    screen = console()
    screen.print(f"{one.id} ({one.language})", style="bold")
    for found in one.findings:
        title = say(SITUATIONS[found.situation].title)
        screen.print(f"  {title}: “{found.quote}”", end="  ")
        screen.print(found.rule, style="dim")


COMMAND = Command("read", 20, N_("show the situations that messages document"), arguments, run, ledger=False)
