"""Letters of a case as drafts that people read, and as files."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from amicable.disengagement import letter
from amicable.disengagement.grids import Form, Grid, Listed
from amicable.disengagement.letter import Letter
from amicable.disengagement.rendering.docx import letter_as_docx
from amicable.disengagement.rendering.mail import letter_as_email
from amicable.disengagement.rendering.pdf import letter_as_pdf
from amicable.disengagement.rendering.written import annexes_as_text, as_text
from amicable.disengagement.tone import Mark, check
from amicable.web.cases.models import Case
from amicable.web.parting.facts.drafting import Draft, draft_of

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "eml": "message/rfc822",
    "txt": "text/plain; charset=utf-8",
}


@dataclass(frozen=True)
class Preview:
    """A letter as it is shown: paragraphs and lists under headings, gaps marked."""

    letter: Letter
    body: tuple[tuple[str, tuple[tuple[str, Any], ...]], ...]
    """(heading, pieces); a piece is ("p", sentences) or ("ul", lines)."""
    annexes: tuple[tuple[str, Grid | Form], ...]
    """("table" or "form", annex)."""


def drafts(case: Case) -> tuple[Draft, tuple[Letter, ...]]:
    """The confirmation as it stands, one for each addressee; gaps are marked."""
    draft = draft_of(case)
    return draft, letter.letters(draft.drafted.parting, own=draft.own, draft=True)


def final(case: Case, place: int) -> Letter:
    """The confirmation to one addressee, whole; MissingElement names what it lacks."""
    draft = draft_of(case)
    parting = draft.drafted.parting
    return letter.build(parting, parting.addressees[place], own=draft.own)


def preview(made: Letter) -> Preview:
    """The letter as it is shown on a page."""
    gaps = [block for part in made.parts if part.gap for block in part.blocks if isinstance(block, str)]
    body = tuple((heading, tuple(_pieces(flow, gaps))) for heading, flow in made.body)
    annexes = tuple(("table" if isinstance(one, Grid) else "form", one) for one in made.annexes)
    return Preview(made, body, annexes)


def _pieces(flow: tuple[str | Listed, ...], gaps: list[str]) -> Iterator[tuple[str, Any]]:
    for one in flow:
        if isinstance(one, Listed):
            yield "ul", one.lines
        else:
            yield "p", _marked(one, gaps)


def _marked(text: str, gaps: list[str]) -> Markup:
    shown = escape(text)
    for gap in map(escape, gaps):
        shown = shown.replace(gap, Markup('<span class="gap">{}</span>').format(Markup(gap)))  # noqa: S704 (escaped above)
    return shown


def marks(made: Letter, kind: str = "letter") -> list[Mark]:
    """What the tone check says about the letter; a warning is checked as an "email", for it ends nothing."""
    return check(as_text(made), made.language, kind=kind)


def as_file(made: Letter, form: str, name: str) -> bytes:
    """The letter in one of TYPES."""
    if form == "txt":
        return f"{as_text(made)}\n{annexes_as_text(made)}".encode()
    if form == "docx":
        return letter_as_docx(made)
    pdf = letter_as_pdf(made)
    return pdf if form == "pdf" else letter_as_email(made, pdf, name=f"{name}.pdf")
