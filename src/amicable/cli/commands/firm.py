"""amicable firm: what the ledger knows about the firm itself."""

import argparse
import sys
import tomllib
from collections.abc import Mapping

from amicable.cli._asking import answering, ledger
from amicable.cli._command import Command
from amicable.i18n import N_, say
from amicable.refusal import Refusal


class NotAFact(Refusal):
    """A fact about the firm must be written NAME=VALUE."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    parser.add_argument(
        "facts",
        nargs="*",
        metavar="NAME=VALUE",
        help=say(N_("set a fact, for example zone=Europe/Madrid or hourly_cost='{\"*\" = 48}'")),
    )
    answering(parser, table=False)


def run(given: argparse.Namespace) -> int:
    """Show the facts about the firm, or set some of them."""
    from amicable.cli._shown import as_json

    store = ledger(given)
    if given.facts:
        store = store.set_firm(**dict(_fact(text) for text in given.facts))
    facts = {
        name: dict(value) if isinstance(value, Mapping) else value for name, value in vars(store.firm).items()
    }
    if given.json:
        as_json("amicable.firm/1", {"firm": facts})
        return 0
    for name, value in facts.items():
        sys.stdout.write(f"{name} = {value}\n")
    return 0


def _fact(text: str) -> tuple[str, object]:
    name, equals, value = text.partition("=")
    if not equals:
        raise NotAFact(
            N_("“{text}” says nothing about the firm. Write NAME=VALUE, for example zone=Europe/Madrid."),
            text=text,
        )
    try:
        return name.strip(), tomllib.loads(f"value = {value}")["value"]
    except tomllib.TOMLDecodeError:
        return name.strip(), value.strip()  # a plain word: zone=Europe/Madrid


COMMAND = Command(
    "firm",
    9,
    N_("show or set what is known about the firm itself: clock, currency, hourly costs"),
    arguments,
    run,
)
