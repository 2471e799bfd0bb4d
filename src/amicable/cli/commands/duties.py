"""amicable duties: the policy packs, what each asks, and a copy for the firm to edit."""

import argparse
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from amicable.cli._asking import folder, now
from amicable.cli._command import Command
from amicable.i18n import N_, say, spoken
from amicable.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.console import Console

    from amicable.duties import Pack
    from amicable.report.chapters import Chapter


class CopyExists(Refusal):
    """The firm already has a copy of this pack."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    parser.add_argument("what", choices=("list", "show", "copy"), help=say(N_("list the packs, show one, or copy one into the ledger to edit it")))  # fmt: skip
    parser.add_argument("pack", nargs="?", default="", metavar="NAME", help=say(N_("name of the pack")))
    parser.add_argument("--json", action="store_true", help=say(N_("answer as JSON")))


def run(given: argparse.Namespace) -> int:
    """List the packs, show one, or copy one."""
    from amicable.duties import in_force, pack

    known = in_force(folder(given), as_of=now().date())
    if given.what == "list":
        _list(known, as_json=given.json)
        return 0
    if given.what == "copy":
        path = _copied(given.pack, folder(given) / "duties")
        known = in_force(folder(given), as_of=now().date())
        if not given.json:
            from amicable.cli._shown import console

            console().print(say(N_("Copied to {path}. Edit it there; it now stands in place of the shipped pack."), path=path))  # fmt: skip
            return 0
    _show(pack(given.pack, known), as_json=given.json)
    return 0


def _copied(name: str, into: Path) -> Path:
    from amicable.duties import pack, packs, shipped

    pack(name, packs())
    path = into / f"{name}.toml"
    if path.exists():
        raise CopyExists(N_("{path} exists already. Edit it, or move it away to copy the shipped pack again."), path=path)  # fmt: skip
    into.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(shipped()[name], path)
    return path


def _list(known: "Mapping[str, Pack]", *, as_json: bool) -> None:
    from amicable.cli import _shown
    from amicable.duties import contradictions
    from amicable.report import deciding

    lines = [deciding.pack_line(one, spoken()) for one in known.values()]
    differing = [deciding.contradiction(one, spoken()) for one in contradictions(known.values())]
    if as_json:
        _shown.as_json("amicable.duties/1", {"packs": lines, "contradictions": differing})
        return
    screen, words = _shown.console(), _shown.words("EUR")
    headings = ((say(N_("Name")), "left"), (say(N_("For")), "left"), (say(N_("Checked")), "left"))
    rows = [[one.name, say(one.title), words.day(one.checked_on)] for one in known.values()]
    screen.print(_shown.table(headings, rows))
    screen.print()
    screen.print(
        say(N_("Where the packs contradict one another, and the choice that satisfies most:")), style="bold"
    )
    for one in differing:
        screen.print(f"  {one['question']} → {one['chosen_in_words']} ({one['chosen_from']})")
        screen.print(f"    {one['why']}", style="dim")
    if any(one.warning for one in known.values()):
        screen.print()
        screen.print(say(N_("Check with a lawyer before you rely on it.")))


def _show(one: "Pack", *, as_json: bool) -> None:
    from amicable.cli import _shown
    from amicable.report import deciding
    from amicable.report.chapters import chapters

    if as_json:
        _shown.as_json("amicable.pack/1", deciding.pack(one, spoken()))
        return
    screen = _shown.console()
    screen.print(say(one.title), style="bold")
    if one.warning:
        screen.print(say(one.warning))
    for chapter in chapters(one, spoken()):
        _chapter(screen, chapter)
    screen.print()
    screen.print(say(N_("Sources")), style="bold")
    for name, source in one.sources.items():
        unseen = "" if source.seen else f" ({say(N_('from memory; the text was not read'))})"
        screen.print(f"  [{name}] {source.title}{unseen} {source.url}".rstrip())


def _chapter(screen: "Console", one: "Chapter") -> None:
    screen.print()
    screen.print(one.title, style="bold")
    for said in one.says:
        if said.about:
            screen.print(f"  {'; '.join(said.about)}")
        if said.chosen:
            screen.print("    " + say(N_("Followed: {chosen} Not followed: {rejected}"), chosen=said.chosen, rejected=said.rejected))  # fmt: skip
        screen.print(
            f"    {said.note} [{', '.join(said.cite)}; {said.dated.isoformat()}]",
            style="dim" if said.about else None,
        )


COMMAND = Command(
    "duties",
    31,
    N_("show what a firm owes a client at the end: policy packs by country and profession"),
    arguments,
    run,
)
