"""amicable tone: whether a letter, script or note is kind, short and true."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from amicable.cli._command import Command
from amicable.i18n import LANGUAGES, N_, say, say_count
from amicable.refusal import Refusal

if TYPE_CHECKING:
    from amicable.disengagement.tone import Case, Mark

SARIF_LEVELS = {"error": "error", "warning": "warning", "hint": "note"}


class NoText(Refusal):
    """A file that cannot be checked."""

    exit_code = 3


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help=say(N_("texts to check")))
    parser.add_argument(
        "--lang", choices=LANGUAGES, dest="language", help=say(N_("language of the texts (else found out)"))
    )
    parser.add_argument(
        "--kind",
        choices=("letter", "email", "script", "note"),
        default="letter",
        help=say(N_("what the text is: a letter must hold more than a note")),
    )
    parser.add_argument(
        "--format", choices=("text", "json", "sarif"), default="text", help=say(N_("form of the answer"))
    )
    parser.add_argument(
        "--json",
        action="store_const",
        const="json",
        dest="format",
        help=say(N_("answer as JSON")),
    )
    parser.add_argument(
        "--fix", action="store_true", help=say(N_("write the texts anew with what can be mended by itself"))
    )
    parser.add_argument("--case", type=Path, metavar="FILE.json", help=say(N_("names, dates and amounts that the text must agree with")))  # fmt: skip


def run(given: argparse.Namespace) -> int:
    """Check each text; 1 if any mark is an error."""
    from amicable.disengagement.tone import check, fixed
    from amicable.reading.language import language_of

    case = _case(given.case)
    marked: list[tuple[Path, str, str, list[Mark]]] = []
    for path in given.files:
        text = text_of(path)
        language = given.language or language_of(text)
        marks = check(text, language, kind=given.kind, case=case)
        if given.fix:
            path.write_text(fixed(text, marks), encoding="utf-8")
            text = text_of(path)
            marks = check(text, language, kind=given.kind, case=case)
        marked.append((path, text, language, marks))
    {"text": _as_text, "json": _as_json, "sarif": _as_sarif}[given.format](marked)
    return int(any(mark.level == "error" for _, _, _, marks in marked for mark in marks))


def text_of(path: Path) -> str:
    """The text of a file; NoText where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise NoText(
            N_("{path} cannot be read as text (UTF-8): {reason}"), path=path, reason=error
        ) from error


def _case(path: Path | None) -> "Case | None":
    from amicable.disengagement.tone import Case

    if path is None:
        return None
    try:
        found = json.loads(text_of(path))
        return Case(*(tuple(map(str, found.get(name, []))) for name in ("names", "dates", "amounts")))
    except (ValueError, AttributeError, TypeError) as error:
        raise NoText(
            N_("{path} holds no case: an object with names, dates and amounts."), path=path
        ) from error


def _place(text: str, start: int) -> tuple[int, int]:
    """Line and column, from 1."""
    before = text[:start]
    return before.count("\n") + 1, start - (before.rfind("\n") + 1) + 1


def _message(mark: "Mark") -> str:
    return say(mark.message, **mark.values)


def _as_text(marked: "list[tuple[Path, str, str, list[Mark]]]") -> None:
    from amicable.cli._shown import console

    screen = console()
    for path, text, _, marks in marked:
        for mark in marks:
            line, column = _place(text, mark.start)
            screen.print(
                f"{path}:{line}:{column}: {mark.level}: {_message(mark)}", end=" " if mark.quote else "\n"
            )
            if mark.quote:
                screen.print(f"“{mark.quote}”", style="bold")
            screen.print(f"    {say(mark.why)}  [{mark.rule}]", style="dim")
            if mark.instead:
                screen.print(f"    → {mark.instead}")
    count = sum(len(marks) for _, _, _, marks in marked)
    screen.print(say_count("{count} mark.", "{count} marks.", count))


def _as_json(marked: "list[tuple[Path, str, str, list[Mark]]]") -> None:
    files = [
        {"file": str(path), "lang": language, "marks": [_plain(mark, text) for mark in marks]}
        for path, text, language, marks in marked
    ]
    sys.stdout.write(
        json.dumps({"schema": "amicable.tone/1", "files": files}, ensure_ascii=False, indent=1) + "\n"
    )


def _plain(mark: "Mark", text: str) -> dict[str, object]:
    line, column = _place(text, mark.start)
    return {
        "tone": mark.tone,
        "rule": mark.rule,
        "level": mark.level,
        "start": mark.start,
        "end": mark.end,
        "line": line,
        "column": column,
        "quote": mark.quote,
        "message": _message(mark),
        "why": say(mark.why),
        "instead": mark.instead,
        "fix": mark.fix,
    }


def _as_sarif(marked: "list[tuple[Path, str, str, list[Mark]]]") -> None:
    results = [
        {
            "ruleId": mark.rule,
            "level": SARIF_LEVELS[mark.level],
            "message": {"text": f"{_message(mark)} {say(mark.why)}"},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": path.as_posix()}, "region": {"charOffset": mark.start, "charLength": mark.end - mark.start, "startLine": _place(text, mark.start)[0]}}}],
        }
        for path, text, _, marks in marked
        for mark in marks
    ]  # fmt: skip
    driver = {
        "name": "amicable tone",
        "rules": [{"id": one} for one in dict.fromkeys(str(r["ruleId"]) for r in results)],
    }
    report = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    }
    sys.stdout.write(json.dumps(report, ensure_ascii=False, indent=1) + "\n")


COMMAND = Command(
    "tone",
    21,
    N_("check whether a letter, script or note is kind, short and true"),
    arguments,
    run,
    ledger=False,
)
