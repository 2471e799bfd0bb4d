"""amicable erase: the data of a client whose records need not be kept any longer, for good; and again after a restore."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from amicable.cli._asking import answering, folder
from amicable.cli._command import Command
from amicable.i18n import N_, say, say_count, spoken
from amicable.refusal import Refusal

if TYPE_CHECKING:
    from amicable.web.accounts.models import Person
    from amicable.web.closing.models import Closing, Erasure


class NotSure(Refusal):
    """Nobody confirmed it."""


class NobodyErases(Refusal):
    """The person who acts may not erase, or was not named."""


class NoList(Refusal):
    """There is nothing to play again."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    wanted = parser.add_mutually_exclusive_group(required=True)
    wanted.add_argument(
        "which",
        nargs="?",
        metavar="CLIENT|CASE",
        help=say(N_("a client's id or name, or the number of a case")),
    )
    wanted.add_argument(
        "--replay",
        nargs="?",
        const="",
        metavar="FILE",
        help=say(
            N_(
                "after a restore: erase again whoever is on the list of erasures (FILE: a list kept elsewhere)"
            )
        ),
    )
    parser.add_argument("--by", metavar="EMAIL", help=say(N_("the person who acts, and leads the case")))
    parser.add_argument("--yes", action="store_true", help=say(N_("do not ask whether you are sure")))
    parser.add_argument(
        "--certificate",
        type=Path,
        metavar="FILE",
        help=say(N_("write the certificate of erasure to this file")),
    )
    answering(parser, table=False)


def run(given: argparse.Namespace) -> int:
    """Erase one client, or again everybody on the list."""
    from amicable.web import serving

    serving.load(folder(given))  # beside a server that may be running, whose work goes on
    serving.bring_up_to_date()
    from django.utils import translation

    with translation.override(spoken()):
        return _replay(given) if given.which is None else _erase(given)


def _erase(given: argparse.Namespace) -> int:
    """One client; an erasure that was interrupted is gone on with, one that is done is shown."""
    from amicable.cli._closings import closing_of
    from amicable.web.closing.models import Erasure
    from amicable.web.closing.retention.erasing import begin_erasing, finish

    closing = closing_of(given.which)
    made = Erasure.objects.filter(closing=closing).first()
    if not made:
        by = _by(given)
        _refuse_early(closing)
        _be_sure(given, closing.case.client.name)
        made = begin_erasing(by=by, case=closing.case)
    return _shown(given, made if made.done_at else finish(made))


def _by(given: argparse.Namespace) -> "Person":
    from amicable.web.accounts.models import Person
    from amicable.web.rights import DECIDE

    found = Person.objects.filter(email__iexact=given.by or "").first()
    if not found or not found.may(DECIDE, writing=True):
        raise NobodyErases(
            N_("Say with --by who erases: the address of the owner or the manager who leads the case, and can sign in.")
        )  # fmt: skip
    person: Person = found
    return person


def _refuse_early(closing: "Closing") -> None:
    from django.utils import timezone

    from amicable.web.closing.retention.waiting import refuse_early

    refuse_early(closing, timezone.localdate())


def _be_sure(given: argparse.Namespace, *names: str) -> None:
    """Ask for the name of whoever is erased, unless --yes was given; without somebody to ask, nothing is done."""
    if given.yes:
        return
    if not sys.stdin.isatty():
        raise NotSure(N_("Nothing was erased: nobody could be asked whether you are sure. Add --yes if you are."))  # fmt: skip
    for name in names:
        sys.stderr.write(say(N_("Everything that names {name} goes, in all places and for good. Sums stay, and a certificate.\nWrite the name to go on: "), name=name))  # fmt: skip
        sys.stderr.flush()
        if sys.stdin.readline().strip().casefold() != name.strip().casefold():
            raise NotSure(N_("Nothing was erased: that is not the name."))


def _shown(given: argparse.Namespace, made: "Erasure") -> int:
    from amicable.cli import _shown

    says: dict[str, Any] = made.certificate
    if given.certificate:
        given.certificate.write_text(json.dumps(says, indent=1) + "\n", encoding="utf-8")
    if given.json:
        _shown.as_json("amicable.erasure/1", {"certificate": says})
        return 0
    figures = _shown.words("XXX")
    erased = says["erased"]
    counts = {
        "rows": sum(one["rows"] for one in erased.get("ledger", {}).values()),
        "files": sum(erased.get("files", {}).values()),
        "entries": sum(erased.get("database", {}).values()),
    }
    sentence = N_("Case {case} was erased, asked for by {by}: {rows} rows of evidence, {files} files, {entries} entries of the database.")  # fmt: skip
    shown = {name: figures.number(count) for name, count in counts.items()}
    sys.stdout.write(say(sentence, case=says["case"], by=says["by"], **shown) + "\n")
    if says["left"]:
        sys.stdout.write(say(N_("Words that name the client are left in: {places}"), places=", ".join(says["left"])) + "\n")  # fmt: skip
    sys.stdout.write(f"{say(says['backups'])}\nSHA-256 {says['sha256']}\n")
    return 0


def _replay(given: argparse.Namespace) -> int:
    """After a restore: everybody on the list who is back."""
    from amicable.cli import _shown
    from amicable.web.closing.retention import listing
    from amicable.web.closing.retention.replaying import back_again, replay

    path = Path(given.replay).expanduser() if given.replay else listing.place()
    if not path.exists():
        raise NoList(N_("There is no list of erasures in {path}. Name the file after --replay."), path=path)
    back = [client.name for client in back_again(path)]
    if back:
        _be_sure(given, *back)
    count = replay(path)
    if given.json:
        _shown.as_json("amicable.replay/1", {"erased": count})
        return 0
    sentence = say_count("{count} client was here again, and is erased again.", "{count} clients were here again, and are erased again.", count)  # fmt: skip
    sys.stdout.write((sentence if count else say(N_("Nobody on the list is here."))) + "\n")
    return 0


COMMAND = Command("erase", 12, N_("erase a client's data for good once nothing has to be kept, with a certificate"), arguments, run)  # fmt: skip
