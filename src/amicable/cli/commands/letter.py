"""amicable letter check: whether a letter has every part that a policy pack demands, and how it sounds."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from amicable.cli._asking import folder
from amicable.cli._command import Command
from amicable.i18n import LANGUAGES, N_, say, say_count

if TYPE_CHECKING:
    from amicable.disengagement.letter_check import Checked


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    parser.add_argument("action", choices=("check",), help=say(N_("what to do with the letter")))
    parser.add_argument("file", type=Path, metavar="FILE", help=say(N_("the letter as text")))
    parser.add_argument("--pack", default="general_b2b", metavar="PACK", help=say(N_("policy pack (general_b2b)")))  # fmt: skip
    parser.add_argument(
        "--lang", choices=LANGUAGES, dest="language", help=say(N_("language of the letter (else found out)"))
    )
    parser.add_argument("--json", action="store_true", help=say(N_("answer as JSON")))


def run(given: argparse.Namespace) -> int:
    """Check the letter; 1 where a part is missing or a mark is an error."""
    from amicable.cli import _shown
    from amicable.cli.commands.tone import text_of
    from amicable.disengagement.letter_check import checked
    from amicable.duties import in_force, pack
    from amicable.reading.language import language_of

    text = text_of(given.file)
    language = given.language or language_of(text)
    answer = checked(text, language, pack(given.pack, in_force(folder(given))))
    if given.json:
        _shown.as_json("amicable.letter/1", _plain(answer, given.file, language, given.pack))
    else:
        _show(answer)
    return int(not answer.good)


def _plain(answer: "Checked", path: Path, language: str, pack: str) -> dict[str, object]:
    return {
        "file": str(path),
        "lang": language,
        "pack": pack,
        "found": list(answer.found),
        "missing": [{"name": one.name, "note": say(one.note), "cite": list(one.cite)} for one in answer.missing],
        "marks": [
            {"rule": one.rule, "level": one.level, "start": one.start, "end": one.end, "quote": one.quote, "message": say(one.message, **one.values)}
            for one in answer.marks
        ],
    }  # fmt: skip


def _show(answer: "Checked") -> None:
    from amicable.cli._shown import console
    from amicable.duties import ELEMENTS

    screen = console()
    for one in answer.missing:
        screen.print(say(N_("Missing: {part}."), part=say(ELEMENTS[one.name])), style="bold")
        screen.print(f"    {say(one.note)}", style="dim")
    for mark in answer.marks:
        screen.print(f"{mark.level}: {say(mark.message, **mark.values)}" + (f" “{mark.quote}”" if mark.quote else ""))  # fmt: skip
    screen.print(say_count("{count} part is missing.", "{count} parts are missing.", len(answer.missing)))
    screen.print(say_count("{count} mark.", "{count} marks.", len(answer.marks)))


COMMAND = Command(
    "letter",
    23,
    N_("check whether a letter has every part that a policy pack demands"),
    arguments,
    run,
)
