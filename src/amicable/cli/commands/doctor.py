"""amicable doctor: what is wrong with the installation, and how to mend it."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from amicable.cli._asking import answering, folder
from amicable.cli._command import Command
from amicable.i18n import N_, say
from amicable.refusal import Refusal

if TYPE_CHECKING:
    from amicable.web.doctor import Looked

WRONG = 5
"""Exit code: something is wrong."""


class NothingThere(Refusal):
    """There is no ledger to look at."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    answering(parser, table=False)


def run(given: argparse.Namespace) -> int:
    """Look at everything, and say what is wrong."""
    from amicable.cli import _shown

    found = list(_looked(folder(given)))
    wrong = any(trouble.grave for one in found for trouble in one.troubles)
    if given.json:
        _shown.as_json("amicable.doctor/1", {"ok": not wrong, "checks": [_plain(one) for one in found]})
    else:
        _show(found)
    return WRONG if wrong else 0


def _looked(ledger: Path) -> "Iterator[Looked]":
    if not (ledger / "manifest.json").exists():
        raise NothingThere(
            N_("There is no ledger in {folder} yet. Start with: amicable import PATH, or amicable serve"),
            folder=ledger,
        )
    import os

    from amicable.web import doctor, serving
    from amicable.web.deployment import deployment

    here = deployment({**os.environ, "AMICABLE_LEDGER": str(ledger)})
    yield from doctor.looked(here, doctor.BEFORE)
    if here.sqlite and not here.sqlite.exists():
        return  # the application was never started: there is nothing to be wrong
    serving.load(ledger)
    from amicable.web import doctor_database

    yield from doctor.looked(here, doctor_database.AFTER)


def _plain(one: "Looked") -> dict[str, object]:
    troubles = [
        {"grave": trouble.grave, "what": say(trouble.sentence, **trouble.values), "mend": say(trouble.mend, **trouble.values)}
        for trouble in one.troubles
    ]  # fmt: skip
    return {"check": one.name, "ok": not any(trouble.grave for trouble in one.troubles), "troubles": troubles}


def _show(found: "list[Looked]") -> None:
    from rich.padding import Padding

    from amicable.cli._shown import console

    screen = console()
    for one in found:
        worst = max((2 if trouble.grave else 1 for trouble in one.troubles), default=0)
        mark = (say(N_("well")), say(N_("look")), say(N_("wrong")))[worst]
        screen.print(f"{say(one.title)}: {mark}", style="bold" if worst else None)
        for trouble in one.troubles:
            screen.print(Padding(say(trouble.sentence, **trouble.values), (0, 0, 0, 2)))
            screen.print(Padding(f"→ {say(trouble.mend, **trouble.values)}", (0, 0, 0, 2)), style="dim")


COMMAND = Command(
    "doctor", 9, N_("say what is wrong with the installation, and how to mend it"), arguments, run
)
