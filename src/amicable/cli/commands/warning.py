"""amicable warning: the written warning with its dated plan, as a draft in the client's language."""

import argparse
import sys
from datetime import date
from pathlib import Path

from amicable.cli._asking import NotADate, conditions
from amicable.cli._command import Command
from amicable.i18n import LANGUAGES, N_, say, say_count


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    parser.add_argument(
        "client", metavar="CLIENT", help=say(N_("the client's id or name; a part of the name will do"))
    )
    conditions(parser)
    parser.add_argument("--target", required=True, metavar="TEXT", help=say(N_("what is to be reached, as a whole sentence with a number")))  # fmt: skip
    parser.add_argument(
        "--until", required=True, metavar="YYYY-MM-DD", help=say(N_("by when it is to be reached"))
    )
    parser.add_argument("--ours", default="", metavar="TEXT", help=say(N_("what you do yourselves, as a whole sentence")))  # fmt: skip
    parser.add_argument("--contact", default="", metavar="TEXT", help=say(N_("where the client answers: an e-mail address or a telephone number")))  # fmt: skip
    parser.add_argument(
        "--lang",
        choices=LANGUAGES,
        dest="language",
        help=say(N_("language of the client (else as recorded)")),
    )
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help=say(N_("folder for the files"))
    )
    parser.add_argument("--json", action="store_true", help=say(N_("answer as JSON")))


def run(given: argparse.Namespace) -> int:
    """Write the warning as text, DOCX and PDF; nothing is sent."""
    from amicable.cli import _shown
    from amicable.cli.commands.part import drafted
    from amicable.disengagement.drafting.given import QUESTIONS
    from amicable.disengagement.drafting.warned import Improvement, warned
    from amicable.disengagement.notices import warning
    from amicable.disengagement.rendering.docx import letter_as_docx
    from amicable.disengagement.rendering.pdf import letter_as_pdf
    from amicable.disengagement.rendering.written import as_text

    until = _day(given.until)
    wish = argparse.Namespace(**vars(given), pack="", end_on=None, told_on=None, facts=QUESTIONS)
    parting = drafted(wish)[0].parting
    wanted = Improvement(parting.addressees[0], given.target, until, given.ours, given.contact)
    made = warning(warned(parting, wanted, as_of=parting.as_of, since=parting.as_of))
    given.out.mkdir(parents=True, exist_ok=True)
    files = {"txt": as_text(made).encode(), "docx": letter_as_docx(made), "pdf": letter_as_pdf(made)}
    for form, content in files.items():
        (given.out / f"warning.{form}").write_bytes(content)
    if given.json:
        written = sorted(str(given.out / f"warning.{form}") for form in files)
        _shown.as_json("amicable.warning/1", {"client": parting.client, "lang": parting.language, "until": until.isoformat(), "files": written})  # fmt: skip
    else:
        sys.stdout.write(say_count("{count} file written to {folder}.", "{count} files written to {folder}.", len(files), None, folder=given.out) + "\n")  # fmt: skip
    return 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise NotADate(
            N_("“{text}” is not a day. Write it as year-month-day, for example 2026-09-30."), text=text
        ) from error


COMMAND = Command(
    "warning", 21, N_("write the warning to a client with its dated plan, as a draft"), arguments, run
)
