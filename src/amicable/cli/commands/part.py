"""amicable part: the whole kit for ending one relationship, as drafts."""

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from amicable.cli._asking import NotADate, conditions, evidence, pack_for
from amicable.cli._asking import review as asked
from amicable.cli._command import Command
from amicable.i18n import LANGUAGES, N_, say, say_count, spoken

if TYPE_CHECKING:
    from amicable.disengagement.drafting.from_dossier import Drafted
    from amicable.disengagement.drafting.given import Given
    from amicable.disengagement.drafting.kit import Kit

FACTS = "parting.toml"
"""What only people know; written once with questions, read from then on."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    parser.add_argument(
        "client", metavar="CLIENT", help=say(N_("the client's id or name; a part of the name will do"))
    )
    conditions(parser)
    parser.add_argument("--pack", default="", metavar="PACK", help=say(N_("policy pack (else the one that fits the firm's country and profession)")))  # fmt: skip
    parser.add_argument(
        "--end-on",
        metavar="YYYY-MM-DD",
        help=say(N_("last day of the service (else the earliest that the notice allows)")),
    )
    parser.add_argument(
        "--told-on",
        metavar="YYYY-MM-DD",
        help=say(N_("day of the conversation (else the day of --as-of)")),
    )
    parser.add_argument(
        "--lang",
        choices=LANGUAGES,
        dest="language",
        help=say(N_("language of the client (else as recorded)")),
    )
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help=say(N_("folder for the files"))
    )
    parser.add_argument(
        "--facts",
        type=Path,
        metavar="FILE",
        help=say(N_("what only people know (else parting.toml in the folder, written there at first)")),
    )
    parser.add_argument("--texts", type=Path, metavar="DIR", help=say(N_("folder with the firm's own texts")))
    parser.add_argument(
        "--final",
        action="store_true",
        help=say(N_("refuse where a part of the letter is missing, instead of marking the gap")),
    )
    parser.add_argument("--json", action="store_true", help=say(N_("answer as JSON")))


def run(given: argparse.Namespace) -> int:
    """Write the kit; 1 while something in it still needs a person."""
    from amicable.cli import _shown
    from amicable.disengagement.drafting.kit import kit

    draft, facts = drafted(given)
    made = kit(
        draft,
        reader=spoken(),
        call=facts.call,
        final=given.final,
        own=_texts(given.texts),
    )
    given.out.mkdir(parents=True, exist_ok=True)
    for name, content in made.files.items():
        (given.out / name).write_bytes(content)
    if given.json:
        _shown.as_json("amicable.part/1", _plain(draft, made, given.out))
    else:
        _show(draft, made, given.out)
    return int(bool(made.missing or made.marks))


def drafted(given: argparse.Namespace) -> "tuple[Drafted, Given]":
    """The ending of one client as far as it is known, and what people said about it."""
    from amicable.decision.circumstances import circumstances
    from amicable.decision.dossier import dossier, find
    from amicable.disengagement.drafting import from_dossier
    from amicable.disengagement.drafting.from_dossier import Wanted

    answer = asked(given)
    position = find(answer, given.client)
    own = evidence(given, clients=[answer.portfolio.client_id[position].as_py()])
    wish = Wanted(
        pack_for(given, own.firm, as_of=answer.as_of, kind=circumstances(answer, position, {}).kind),
        answer.as_of,
        _day(given.end_on),
        _day(given.told_on),
        given.language or "",
    )
    facts = _facts(given, own.firm.currency)
    found = dossier(answer, position, own=own)
    return from_dossier.drafted(found.client, found.situations, own, wish, facts), facts


def _facts(given: argparse.Namespace, currency: str) -> "Given":
    """What the file says; at the first time the file is written with its questions."""
    from amicable.disengagement.drafting.given import QUESTIONS, read

    path = given.facts or given.out / FACTS
    if not given.facts and not path.exists():
        given.out.mkdir(parents=True, exist_ok=True)
        path.write_bytes(QUESTIONS.read_bytes())
    return read(path, currency=currency)


def _texts(own: Path | None) -> Path | None:
    from amicable.disengagement.texts.gaps import checked

    return checked(own) if own else None


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise NotADate(
            N_("“{text}” is not a day. Write it as year-month-day, for example 2026-09-30."), text=text
        ) from error


def _plain(drafted: "Drafted", made: "Kit", out: Path) -> dict[str, object]:
    parting = drafted.parting
    return {
        "client": parting.client,
        "lang": parting.language,
        "pack": parting.pack.name,
        "cause": parting.cause,
        "end_on": parting.end_on.isoformat(),
        "call": drafted.call,
        "files": [str(out / name) for name in sorted(made.files)],
        "missing": [one.name for one in made.missing],
        "marks": [{"file": file, "rule": mark.rule, "quote": mark.quote} for file, mark in made.marks],
        "advice": [
            {"about": one.about, "do": {True: "yes", False: "no", None: "choose"}[one.do], "because": say(one.because), "strength": one.strength, "source": one.source}
            for one in drafted.advice
        ],
    }  # fmt: skip


def _show(drafted: "Drafted", made: "Kit", out: Path) -> None:
    from amicable.cli._shown import console
    from amicable.disengagement.texts import Texts
    from amicable.duties import ELEMENTS

    screen, parting = console(), drafted.parting
    day = Texts(spoken()).shown(parting.end_on)
    screen.print(say_count("{count} file written to {folder}.", "{count} files written to {folder}.", len(made.files), None, folder=out))  # fmt: skip
    screen.print(say(N_("Last day of the service: {day}. Nothing has been sent; a person reads and sends it."), day=day))  # fmt: skip
    if warning := parting.pack.warning:
        screen.print(say(warning), style="dim")
    if made.missing:
        screen.print(say(N_("Parts of the letter that are still missing (fill them in {file}):"), file=out / FACTS), style="bold")  # fmt: skip
        for one in made.missing:
            screen.print(f"  · {say(ELEMENTS[one.name])}")
    for file, mark in made.marks:
        screen.print(
            f"{file}: {say(mark.message, **mark.values)}" + (f" “{mark.quote}”" if mark.quote else "")
        )


COMMAND = Command(
    "part",
    22,
    N_("write the whole kit for ending one relationship: script, letter, account, as drafts"),
    arguments,
    run,
)
