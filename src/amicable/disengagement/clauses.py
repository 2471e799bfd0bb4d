"""Clauses for new agreements, as building blocks that a firm edits and a lawyer reads."""

from dataclasses import dataclass
from pathlib import Path

from amicable.disengagement.texts import Texts, shipped
from amicable.i18n import N_
from amicable.refusal import Refusal

NOTE = "note"


class UnknownClause(Refusal):
    """No clause goes by this name."""


@dataclass(frozen=True)
class Clause:
    """One clause; figures in [brackets] are for the firm to set."""

    name: str
    title: str
    text: str


def names() -> tuple[str, ...]:
    """Every clause, in its order; a new one is a new section of clauses.toml."""
    return tuple(name for name in shipped("en", "clauses") if name != NOTE)


def clauses(
    language: str, wanted: tuple[str, ...] = (), *, formal: bool = True, own: Path | None = None
) -> tuple[Clause, ...]:
    """The clauses of these names, or all of them, in the firm's `own` words where it has some; UnknownClause where there is none."""
    for name in wanted:
        if name not in names():
            raise UnknownClause(N_("There is no clause “{name}”. There are: {known}."), name=name, known=", ".join(names()))  # fmt: skip
    texts = Texts(language, formal, own)
    return tuple(
        Clause(name, texts.voice(f"clauses.{name}.title"), texts.voice(f"clauses.{name}.text"))
        for name in wanted or names()
    )


def note(language: str, *, formal: bool = True) -> str:
    """That they are no legal advice; stands wherever a clause stands."""
    return Texts(language, formal).voice(f"clauses.{NOTE}.text")


def as_markdown(chosen: tuple[Clause, ...], language: str) -> str:
    """The clauses with the note above and below."""
    about = f"*{note(language)}*"
    return "\n\n".join([about, *(f"## {one.title}\n\n{one.text}" for one in chosen), about]) + "\n"
