"""The command line: one file per command in `commands`; needs no Django.

Nothing slow is imported before a command runs, so that help comes at once.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from typing import Any

from amicable import __version__, catalogue
from amicable.cli._command import Command
from amicable.i18n import LANGUAGES, N_, say
from amicable.refusal import Refusal

COMMANDS = "amicable.cli.commands"
EXIT_CODES = {
    0: N_("Done."),
    1: N_("Done, but something needs a look: rows that stayed out of an import, or errors in a text."),
    2: N_("Refused: the request cannot be carried out; the message says why and what to do."),
    3: N_("Nothing could be read from the files given."),
    4: N_("The ledger is in use by another import."),
    5: N_("Something is wrong with the installation or the diary; the answer says what, and how to mend it."),
    130: N_("Stopped by the user; the ledger is as it was before."),
}
"""What each exit code of the program means."""


def all_commands() -> dict[str, Command]:
    """Every command by name."""
    found = (catalogue.item(COMMANDS, name, "COMMAND") for name in catalogue.names(COMMANDS))
    return {command.name: command for command in found if isinstance(command, Command)}


class Parser(argparse.ArgumentParser):
    """A parser whose own words are in the reader's language, too."""

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 (what argparse takes)
        super().__init__(**settings, add_help=False, formatter_class=_Help)
        self._positionals.title = say(N_("what it works on"))
        self._optionals.title = say(N_("options"))
        self.add_argument("-h", "--help", action="help", help=say(N_("show this help and stop")))


class _Help(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:  # noqa: ANN401 (what argparse takes)
        super().add_usage(usage, actions, groups, say(N_("usage: ")) if prefix is None else prefix)


def parser() -> argparse.ArgumentParser:
    """The parser of all commands, in the reader's language."""
    top = Parser(
        prog="amicable",
        description=say(
            N_("Shows which client relationships cost more than they give, by which signs, on which facts.")
        ),
    )
    top.add_argument(
        "--version",
        action="version",
        version=f"amicable {__version__}",
        help=say(N_("show the version and stop")),
    )
    top.add_argument("--lang", choices=LANGUAGES, help=say(N_("language of the answers")))
    below = top.add_subparsers(dest="command", metavar=say(N_("COMMAND")))
    for name, command in sorted(all_commands().items(), key=lambda item: item[1].order):
        about = say(command.about)
        one = below.add_parser(name, help=about, description=about)
        one.set_defaults(run=command.run)
        if command.ledger:
            one.add_argument(
                "--ledger",
                metavar="DIR",
                help=say(N_("folder of the ledger (else AMICABLE_LEDGER, else your data folder)")),
            )
        command.arguments(one)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    given = list(sys.argv[1:] if argv is None else argv)
    _choose_language(given)
    top = parser()
    arguments = top.parse_args(given)
    if not arguments.command:
        top.print_help()
        return 0
    try:
        return int(arguments.run(arguments))
    except Refusal as refusal:
        sys.stderr.write(f"{refusal}\n")
        return refusal.exit_code
    except KeyboardInterrupt:
        sys.stderr.write(say(N_("Stopped. The ledger is as it was before.")) + "\n")
        return 130
    except BrokenPipeError:  # the reader of our output went away (… | head): no error of ours
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 (lives until the process ends)
        return 0


def _choose_language(given: list[str]) -> None:
    """Help is written while the parser is built, so the language must be known before it parses."""
    own = given[: next((i for i, word in enumerate(given) if word in catalogue.names(COMMANDS)), len(given))]
    if "--lang" in own[:-1]:
        os.environ["AMICABLE_LANG"] = own[own.index("--lang") + 1]
