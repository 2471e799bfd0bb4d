"""amicable diary: who did what in the application, and the proof that nobody has changed it."""

import argparse
import sys
from typing import TYPE_CHECKING

from amicable.cli._asking import answering, folder
from amicable.cli._command import Command
from amicable.cli.commands.doctor import WRONG
from amicable.i18n import N_, say, say_count, spoken

if TYPE_CHECKING:
    from amicable.web.diary.queries import Verified

LATEST = 25
BROKEN = {
    "diary": N_(
        "The diary does not hold from entry {number} on: somebody changed it past the application. "
        "Compare it with a backup from before."
    ),
    "records": N_(
        "The decision records do not hold from record {number} on: somebody changed one past the application. "
        "Compare it with a backup from before."
    ),
    "frozen": N_(
        "Evidence that was frozen for a case (number {number}) was changed past the application. "
        "Compare it with a backup from before."
    ),
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    prove = say(N_("prove that no entry was changed, removed or put in"))
    parser.add_argument("verify", nargs="?", choices=("verify",), help=prove)
    parser.add_argument("--verify", dest="prove", action="store_true", help=prove)
    parser.add_argument(
        "--top", type=int, default=LATEST, metavar="N", help=say(N_("how many entries to show (25)"))
    )
    answering(parser, table=False)


def run(given: argparse.Namespace) -> int:
    """Show the latest entries, or prove all of them."""
    from amicable.web import serving

    serving.load(folder(given))  # beside a server that may be running, whose work goes on
    serving.bring_up_to_date()
    from django.utils import translation

    with translation.override(spoken()):
        return (
            _prove(as_json=given.json)
            if given.verify or given.prove
            else _show(max(given.top, 0), as_json=given.json)
        )


def _prove(*, as_json: bool) -> int:
    from amicable.cli import _shown
    from amicable.web.diary.queries import proofs

    diary, *others = found = proofs()
    if as_json:
        answer = {
            "holds": all(one.holds for one in found),
            "entries": diary.entries,
            "seal": diary.seal,
            "broken_at": diary.broken_at,
            "others": [_plain(one) for one in others],
        }
        _shown.as_json("amicable.diary_proof/1", answer)
    else:
        for one in found:
            sys.stdout.write(_said(one) + "\n")
    return 0 if all(one.holds for one in found) else WRONG


def _plain(one: "Verified") -> dict[str, object]:
    return {
        "what": one.what,
        "holds": one.holds,
        "entries": one.entries,
        "seal": one.seal,
        "broken_at": one.broken_at,
    }


def _said(one: "Verified") -> str:
    if not one.holds:
        return say(BROKEN[one.what], number=one.broken_at)
    if one.what == "diary":
        return say_count(
            "The diary holds: {count} entry, unchanged. The seal of the last one is {seal}.",
            "The diary holds: {count} entries, unchanged. The seal of the last one is {seal}.",
            one.entries,
            seal=one.seal,
        )
    return say_count(
        "The decision records hold: {count} record, unchanged, and the evidence frozen for it. The seal of the last one is {seal}.",
        "The decision records hold: {count} records, unchanged, and the evidence frozen for them. The seal of the last one is {seal}.",
        one.entries,
        seal=one.seal,
    )


def _show(top: int, *, as_json: bool) -> int:
    from amicable.cli import _shown
    from amicable.web.diary.acts import sentence
    from amicable.web.diary.queries import entries

    found = list(entries()[:top])
    if as_json:
        rows = [
            {"number": one.number, "at": one.at.isoformat(), "by": one.by, "act": one.act, "about": one.about,
             "sentence": sentence(one), "seal": one.seal}
            for one in found
        ]  # fmt: skip
        _shown.as_json("amicable.diary/1", {"entries": rows})
        return 0
    for one in found:
        sys.stdout.write(f"{one.number:>5}  {one.at:%Y-%m-%d %H:%M}  {one.by}  {sentence(one)}\n")
    if not found:
        sys.stdout.write(say(N_("The diary is empty: nobody has done anything yet.")) + "\n")
    return 0


COMMAND = Command(
    "diary", 9, N_("show the diary of the application, or prove that nobody changed it"), arguments, run
)
