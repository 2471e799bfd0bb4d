"""The whole kit of one ending as files: script, cards, letter in every format, invitation, account, advice."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from amicable.disengagement import credit_note, letter, script
from amicable.disengagement.account import as_csv
from amicable.disengagement.advisor import STRENGTHS, Advice
from amicable.disengagement.drafting.from_dossier import Drafted
from amicable.disengagement.drafting.given import Call
from amicable.disengagement.letter import Letter
from amicable.disengagement.rendering.docx import letter_as_docx
from amicable.disengagement.rendering.invitation import invitation
from amicable.disengagement.rendering.mail import letter_as_email
from amicable.disengagement.rendering.pdf import letter_as_pdf, script_as_pdf
from amicable.disengagement.rendering.scripted import as_markdown, cards_as_markdown, sheet
from amicable.disengagement.rendering.written import annexes_as_text, as_text
from amicable.disengagement.script import spoken
from amicable.disengagement.texts import Texts
from amicable.disengagement.tone import Mark, check
from amicable.duties import Element
from amicable.i18n import N_, say

DONE = {True: N_("Do"), False: N_("Leave"), None: N_("Decide")}


@dataclass(frozen=True)
class Kit:
    """Files by name, parts of the letter that are still missing, and marks of the tone check."""

    files: dict[str, bytes]
    missing: tuple[Element, ...]
    marks: tuple[tuple[str, Mark], ...]
    """(file name, mark)"""


def kit(
    drafted: Drafted,
    *,
    reader: str,
    call: Call | None = None,
    final: bool = False,
    own: Path | None = None,
) -> Kit:
    """Everything that is needed, `reader` being the language of the speaker. With `final`, MissingElement where a part is missing."""
    parting = drafted.parting
    spoken_ = script.build(parting, call=drafted.call, own=own)
    shown = sheet(spoken_, parting, reader)
    files = {
        "advice.md": advice_as_markdown(drafted.advice, reader).encode(),
        "script.md": as_markdown(shown).encode(),
        "script.pdf": script_as_pdf(shown),
    }
    if drafted.call:
        files["objections.md"] = cards_as_markdown(shown).encode()
    if drafted.call and call:
        files["invitation.ics"] = invitation(parting, call.starts_at, place=call.place, minutes=call.minutes, way=call.way)  # fmt: skip
    files |= _account(drafted, Texts(parting.language, parting.formal, own))
    letters = letter.letters(parting, own=own, draft=not final)
    for number, one in enumerate(letters, 1):
        files |= _letter(one, f"letter-{number}" if len(letters) > 1 else "letter")
    checked = [*_marks("script.md", spoken(spoken_), parting.language, "script" if drafted.call else "email")]
    checked += _marks("letter.txt", as_text(letters[0]), parting.language, "letter")
    return Kit(files, letter.missing(parting, letters[0].elements), tuple(checked))


def _account(drafted: Drafted, texts: Texts) -> dict[str, bytes]:
    """The final account, and the credit note where it has a number."""
    parting = drafted.parting
    if parting.settlement is None:
        return {}
    files = {"account.csv": as_csv(parting.settlement, texts).encode()}
    if drafted.credit_note:
        note = credit_note.credit_note(
            parting.settlement,
            texts,
            number=drafted.credit_note,
            issued_on=parting.as_of,
            seller=parting.firm,
            buyer=parting.addressees[0],
        )
        files |= {
            "credit-note.xml": credit_note.as_ubl(note),
            "credit-note.csv": credit_note.as_csv(note).encode(),
        }
    return files


def _letter(made: Letter, name: str) -> dict[str, bytes]:
    pdf = letter_as_pdf(made)
    texts = {f"{name}.txt": as_text(made), f"{name}-annexes.txt": annexes_as_text(made)}
    return {
        f"{name}.pdf": pdf,
        f"{name}.docx": letter_as_docx(made),
        f"{name}.eml": letter_as_email(made, pdf, name=f"{name}.pdf"),
        **{file: text.encode() for file, text in texts.items() if text},
    }


def _marks(file: str, text: str, language: str, kind: str) -> Iterator[tuple[str, Mark]]:
    return ((file, mark) for mark in check(text, language, kind=kind))


def advice_as_markdown(advice: tuple[Advice, ...], reader: str) -> str:
    """What the advisor says, with reason, strength of the evidence and source."""
    pieces = [f"# {say(N_('What helps, and what backfires'), reader)}"]
    for one in advice:
        source = say(N_("Evidence {strength}. Source: {source}"), reader, strength=say(STRENGTHS[one.strength], reader), source=one.source)  # fmt: skip
        title = f"## {say(DONE[one.do], reader)}: {say(ABOUT[one.about], reader)}"
        pieces += [title, say(one.because, reader), source]
    return "\n\n".join(pieces) + "\n"


ABOUT = {
    "ending": N_("end the relationship"),
    "call": N_("call"),
    "notice": N_("say the date early"),
    "explanation": N_("give a reason"),
    "alternatives": N_("name alternatives"),
    "goodwill": N_("show goodwill with money"),
    "apology": N_("apologise"),
    "silence": N_("ask for silence"),
}
"""What each piece of advice is about, in words."""
