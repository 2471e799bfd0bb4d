"""amicable signs: the catalogue of warning signs."""

import argparse

from amicable.cli import _asking
from amicable.cli._command import Command
from amicable.i18n import N_, say

COLUMNS = (
    "sign",
    "title",
    "family",
    "side",
    "gravity",
    "model",
    "needs",
    "source",
    "parameters",
    "explanation",
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    _asking.answering(parser)


def run(given: argparse.Namespace) -> int:
    """List the signs, what they need and what can be set."""
    from amicable.cli import _shown
    from amicable.place import use
    from amicable.report import answers
    from amicable.signs import FAMILIES, all_signs

    use(_asking.folder(given))
    signs = list(all_signs().values())
    if given.json:
        _shown.as_json("amicable.signs/1", {"signs": [answers.sign(one) for one in signs]})
        return 0
    if given.csv:
        rows = [answers.sign(one) for one in signs]
        for row, one in zip(rows, signs, strict=True):
            row |= {"needs": " ".join(one.needs), "parameters": _parameters(one.parameters)}
        _shown.as_csv(rows, COLUMNS)
        return 0
    screen = _shown.console()
    for one in signs:
        parts = (f"{one.name}  {say(one.title)}", say(FAMILIES[one.family].title), one.source)
        screen.print(" · ".join(part for part in parts if part), style="bold")
        screen.print(f"  {say(one.explanation)}")
        screen.print(f"  {_parameters(one.parameters)}", style="dim")
    return 0


def _parameters(values: dict[str, object]) -> str:
    return " ".join(f"{name}={value}" for name, value in values.items())


COMMAND = Command(
    "signs", 7, N_("list the warning signs, what they need and what can be set"), arguments, run
)
