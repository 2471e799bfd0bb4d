"""amicable demo: a believable firm, imported and reviewed, to learn on."""

import argparse
import sys
import tomllib
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

from amicable.cli._asking import folder, now
from amicable.cli._command import Command
from amicable.cli.commands.serve import address_of, listening
from amicable.i18n import N_, say, spoken

if TYPE_CHECKING:
    from amicable.decision.review import Review
    from amicable.web.rights import Role

FIRMS = ("accounting", "agency", "shop")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    parser.add_argument("--firm", choices=FIRMS, default="accounting", help=say(N_("kind of firm")))
    parser.add_argument(
        "--seed", type=int, default=1, metavar="N", help=say(N_("another number makes another firm"))
    )
    parser.add_argument(
        "--folder", type=Path, metavar="DIR", help=say(N_("where to put it (else beside your ledger)"))
    )
    parser.add_argument(
        "--no-serve", action="store_true", help=say(N_("only the review and the report, no web application"))
    )
    listening(parser)


def run(given: argparse.Namespace) -> int:
    """Make the firm, import its exports, show the review and write the report."""
    from amicable.cli._shown import waiting
    from amicable.cli.commands.import_ import progress, show
    from amicable.demo import generate
    from amicable.engines.ledger import Ledger
    from amicable.importing import import_files

    if not given.no_serve:
        from amicable.web.serving import refuse_taken

        refuse_taken(given.host, given.port)
    place = given.folder or folder(given).parent / f"demo-{given.firm}-{given.seed}"
    if not (place / "truth.json").exists():
        with waiting(say(N_("Making up a firm"))):
            generate(place, kind=given.firm, seed=given.seed)
    store = Ledger.open(place / "ledger")
    store = store.set_firm(**tomllib.loads((place / "firm.toml").read_text(encoding="utf-8")))
    with progress() as moved:
        done = import_files(store, [place / "exports"], at=now(), progress=moved)
    show(done, None)
    if given.no_serve:
        _review(place)
        return 0
    from amicable.web import serving

    serving.point_at(place / "ledger", demo=True)
    return serving.serve(
        lambda: _keep(place, given.host, given.port), given.host, given.port, then=_what_people_did
    )


def _review(place: Path) -> None:
    """Show the review, and write the report."""
    from amicable.cli._shown import waiting
    from amicable.decision.criteria import Criteria
    from amicable.decision.review import review
    from amicable.engines.duckdb import open_evidence
    from amicable.engines.ledger import Ledger

    with waiting(say(N_("Reviewing the portfolio"))):
        answer = review(open_evidence(Ledger.open(place / "ledger"), today=now().date()), Criteria())
    _tell(place, answer)


def _keep(place: Path, host: str, port: int) -> None:
    """Show the review and keep it for the web application, signed in by itself, for this machine only."""
    import webbrowser

    from amicable.cli._shown import waiting
    from amicable.web import serving

    serving.set_up(place / "ledger", demo=True)
    from amicable.web.accounts.actions import people_of_the_demo
    from amicable.web.diary.actions import NOBODY
    from amicable.web.portfolio.actions import refresh
    from amicable.web.portfolio.reviewing import reading

    people_of_the_demo(_people(place / "ledger"))
    with waiting(say(N_("Reviewing the portfolio"))):
        refresh(lambda _sentence, _progress: None, NOBODY)
    with reading() as answer:
        _tell(place, answer)
    address = f"{address_of(host, port)}/"
    sys.stdout.write(
        "\n"
        + say(
            N_(
                "Amicable answers at {address}, on this made-up firm and for this machine only (stop it with Ctrl+C)."
            ),
            address=address,
        )
        + "\n"
    )
    sys.stdout.flush()
    if sys.stdout.isatty():
        webbrowser.open(address)


def _what_people_did() -> None:
    """Cases and mandates of the made-up firm, seconds after its first page: they are asked for later."""
    from amicable.web.made_up import fill

    fill()


def _people(ledger: Path) -> "dict[Role, tuple[str, str]]":
    """The owner of the made-up firm, and whoever answers for most clients, with name and address."""
    from amicable.engines.duckdb import open_evidence
    from amicable.engines.ledger import Ledger
    from amicable.web.rights import Role

    evidence = open_evidence(Ledger.open(ledger), today=now().date())
    staff = (
        evidence.staff.filter(evidence.staff.email.notnull()).order_by("staff_id").to_pyarrow().to_pylist()
    )
    owners = evidence.clients.owner.topk(1).to_pyarrow().to_pylist()
    wanted = {Role.OWNER: ("role", "owner"), Role.EMPLOYEE: ("name", owners[0]["owner"] if owners else "")}
    found = {
        role: next((one for one in staff if one[column] == value), None)
        for role, (column, value) in wanted.items()
    }
    return {role: (one["name"], one["email"]) for role, one in found.items() if one}


def _tell(place: Path, answer: "Review") -> None:
    from amicable.cli._shown import waiting
    from amicable.cli.commands.review import show
    from amicable.decision.dossier import dossiers
    from amicable.report import page

    candidates = answer.top(25)
    sys.stdout.write("\n")
    show(answer, candidates)
    with waiting(say(N_("Writing the dossiers"))):
        written = page(
            answer, dossiers(answer, answer.order[: min(25, answer.named)].tolist()), language=spoken()
        )
    report = place / "report.html"
    report.write_text(written, encoding="utf-8")
    sys.stdout.write(
        "\n"
        + say(
            N_(
                "The report: {report}\nAsk further, for example:\n"
                '  amicable client "{name}" --ledger {ledger}\n'
                "  amicable occasions late_payment --totals --ledger {ledger}\n"
                "The planted clients are in {truth}, which Amicable itself never reads."
            ),
            report=report,
            name=candidates[0].name if candidates else "",
            ledger=quote(str(place / "ledger")),
            truth=place / "truth.json",
        )
        + "\n"
    )


COMMAND = Command("demo", 0, N_("make up a firm, import it and show its review"), arguments, run)
