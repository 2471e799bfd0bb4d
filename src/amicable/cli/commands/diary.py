"""amicable diary: who did what in the application, and the proof that nobody has changed it."""

import argparse
import sys

from amicable.cli._asking import answering, folder
from amicable.cli._command import Command
from amicable.cli.commands.doctor import WRONG
from amicable.i18n import N_, say, say_count, spoken

LATEST = 25


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    parser.add_argument(
        "--verify", action="store_true", help=say(N_("prove that no entry was changed, removed or put in"))
    )
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
        return _prove(as_json=given.json) if given.verify else _show(max(given.top, 0), as_json=given.json)


def _prove(*, as_json: bool) -> int:
    from amicable.cli import _shown
    from amicable.web.diary.queries import verify

    proof = verify()
    if as_json:
        answer = {
            "holds": proof.holds,
            "entries": proof.entries,
            "seal": proof.seal,
            "broken_at": proof.broken_at,
        }
        _shown.as_json("amicable.diary_proof/1", answer)
    elif proof.holds:
        holds = say_count(
            "The diary holds: {count} entry, unchanged. The seal of the last one is {seal}.",
            "The diary holds: {count} entries, unchanged. The seal of the last one is {seal}.",
            proof.entries,
            seal=proof.seal,
        )
        sys.stdout.write(f"{holds}\n")
    else:
        broken = N_(
            "The diary does not hold from entry {number} on: somebody changed it past the application. "
            "Compare it with a backup from before."
        )
        sys.stdout.write(say(broken, number=proof.broken_at) + "\n")
    return 0 if proof.holds else WRONG


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
