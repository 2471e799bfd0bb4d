"""amicable clause: building blocks for new agreements, so that an end is fair to both sides."""

import argparse
import sys

from amicable.cli._command import Command
from amicable.i18n import LANGUAGES, N_, say, spoken


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=say(N_("exit, notice, conduct, boundaries, payment, data_return (else all)"))
    )  # fmt: skip
    parser.add_argument(
        "--lang", choices=LANGUAGES, dest="language", help=say(N_("language of the clauses (else yours)"))
    )
    parser.add_argument("--informal", action="store_true", help=say(N_("the familiar form of address, where the language has one")))  # fmt: skip
    parser.add_argument("--json", action="store_true", help=say(N_("answer as JSON")))


def run(given: argparse.Namespace) -> int:
    """Print the clauses as Markdown, with the note that they are no legal advice."""
    from amicable.cli import _shown
    from amicable.disengagement.clauses import as_markdown, clauses, note

    language = given.language or spoken()
    chosen = clauses(language, tuple(given.names), formal=not given.informal)
    if given.json:
        told = [{"name": one.name, "title": one.title, "text": one.text} for one in chosen]
        _shown.as_json("amicable.clause/1", {"lang": language, "note": note(language), "clauses": told})
    else:
        sys.stdout.write(as_markdown(chosen, language))
    return 0


COMMAND = Command(
    "clause",
    24,
    N_("print clauses for new agreements: exit, notice, conduct, boundaries, payment, data"),
    arguments,
    run,
    ledger=False,
)
