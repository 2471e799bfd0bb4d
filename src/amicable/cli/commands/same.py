"""amicable same: which ids are the same client; confirm, reject, undo."""

import argparse
import getpass
import sys
from shlex import quote
from typing import TYPE_CHECKING

from amicable.cli._asking import answering, ledger, now
from amicable.cli._command import Command
from amicable.i18n import N_, say, say_count

if TYPE_CHECKING:
    from amicable.engines.ledger import Ledger
    from amicable.engines.linkage import Link, Proposal

COLUMNS = ("number", "certainty", "a", "name_a", "b", "name_b", "reasons")
HOW = {
    "tax number": N_("same tax number"),
    "e-mail": N_("same e-mail address"),
    "mail domain": N_("same mail domain"),
    "name": N_("same name"),
    "person": N_("a person said so"),
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    parser.add_argument(
        "--list", action="store_true", help=say(N_("list what has been linked, by which key"))
    )
    parser.add_argument("--confirm", nargs=2, metavar=("ID", "ID"), help=say(N_("these two are one client")))
    parser.add_argument(
        "--reject", nargs=2, metavar=("ID", "ID"), help=say(N_("these two are different clients"))
    )
    parser.add_argument("--undo", metavar="ID", help=say(N_("take a link back; it is not made again")))
    answering(parser)


def run(given: argparse.Namespace) -> int:
    """Show what may be the same client, or decide about it."""
    from amicable.engines.linkage import confirm, reject, split

    store, by = ledger(given), getpass.getuser()
    if given.confirm:
        link = confirm(store, *given.confirm, by=by, at=now())
        _tell(N_("{one} is now read as {other}. Take it back with: amicable same --undo {one}"), link)
    elif given.reject:
        link = reject(store, *given.reject, by=by, at=now())
        _tell(N_("{one} and {other} are different clients; this is not proposed again."), link)
    elif given.undo:
        link = split(store, given.undo, by=by, at=now())
        _tell(N_("{one} is a client of its own again, apart from {other}; this is remembered."), link)
    elif given.list:
        _list(given, store)
    else:
        _propose(given, store)
    return 0


def _tell(message: str, link: "Link") -> None:
    sys.stdout.write(say(message, one=link.alias, other=link.client_id) + "\n")


def _list(given: argparse.Namespace, store: "Ledger") -> None:
    from amicable.cli import _shown

    links = [row for row in store.links().to_pylist() if row["how"] in HOW]
    if given.json:
        _shown.as_json("amicable.links/1", {"links": links})
    elif given.csv:
        _shown.as_csv(links, tuple(store.links().column_names))
    else:
        headings = ((say(N_("Id")), "left"), (say(N_("is read as")), "left"), (say(N_("because")), "left"))
        body = ([row["alias"], row["client_id"], say(HOW[row["how"]])] for row in links)
        _shown.console().print(_shown.table(headings, body))


def _propose(given: argparse.Namespace, store: "Ledger") -> None:
    from amicable.cli import _shown
    from amicable.engines.linkage import propose

    with _shown.waiting(say(N_("Comparing names, addresses and numbers"))):
        found = propose(store)
    rows = [_row(one) for one in found]
    if given.json:
        _shown.as_json("amicable.same/1", {"proposals": rows})
    elif given.csv:
        _shown.as_csv([{**row, "reasons": " ".join(row["reasons"])} for row in rows], COLUMNS)  # type: ignore[arg-type]
    else:
        _show(found)


def _row(one: "Proposal") -> dict[str, object]:
    reasons = [reason.sentence for reason in one.reasons]
    return {name: getattr(one, name) for name in COLUMNS[:-1]} | {"reasons": reasons}


def _show(found: "list[Proposal]") -> None:
    from amicable.cli._shown import console, words

    screen = console()
    if not found:
        screen.print(
            say(
                N_(
                    "Nobody in the ledger looks like the same client twice. See what was linked with: amicable same --list"
                )
            )
        )
        return
    screen.print(
        say_count(
            "{count} pair may be the same client. A person decides; nothing is merged before.",
            "{count} pairs may be the same client. A person decides; nothing is merged before.",
            len(found),
        )
    )
    for one in found:
        screen.print(
            f"\n{one.name_a} = {one.name_b} ?  {words('EUR').percent(one.certainty)}",
            style="bold",
            markup=False,
        )
        for reason in one.reasons:
            screen.print(f"  · {reason.sentence}")
        screen.print(
            f"  amicable same --confirm {quote(one.a)} {quote(one.b)}",
            style="dim",
            markup=False,
            soft_wrap=True,
        )


COMMAND = Command("same", 8, N_("decide which ids in different files are the same client"), arguments, run)
