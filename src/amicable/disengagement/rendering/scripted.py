"""The script as a sheet for the speaker: what is said in the client's language, the rest in the speaker's."""

from dataclasses import dataclass
from datetime import date

from amicable.disengagement.parting import Parting
from amicable.disengagement.rendering._plain import plain
from amicable.disengagement.script import MINUTES, Script
from amicable.i18n import N_, say


@dataclass(frozen=True)
class Sheet:
    """A script in words, ready for print or for the screen."""

    title: str
    firm: str
    summary: str
    lang: str
    reader: str
    written_on: date
    lines: tuple[tuple[str, str, str, tuple[str, ...]], ...]
    """(title, purpose, what not to say, sentences)"""
    cards: tuple[tuple[str, str, str], ...]
    """(heard, answer, then)"""
    before: tuple[str, ...]
    after: tuple[str, ...]

    def plain(self) -> dict[str, object]:
        """The same as plain text in lists, for the printer."""
        keys = ("title", "purpose", "avoid")
        lines = [
            {**{key: plain(text) for key, text in zip(keys, one[:3], strict=True)}, "sentences": [plain(text) for text in one[3]]}
            for one in self.lines
        ]  # fmt: skip
        cards = [
            {"number": str(number), "heard": plain(heard), "answer": plain(answer), "then": plain(then)}
            for number, (heard, answer, then) in enumerate(self.cards, 1)
        ]
        texts = {name: plain(getattr(self, name)) for name in ("title", "firm", "summary")}
        titles = {f"{name}_title": say(title, self.reader) for name, title in TITLES.items()}
        lists = {"before": list(self.before), "after": list(self.after)}
        return {**texts, **titles, **lists, "lang": self.lang, "reader": self.reader, "lines": lines, "cards": cards}  # fmt: skip


TITLES = {
    "before": N_("Before the call"),
    "cards": N_("If the client says"),
    "after": N_("After the call"),
}
"""Headings of the sheet around the lines."""


def sheet(script: Script, parting: Parting, reader: str) -> Sheet:
    """The script for a speaker who reads `reader`."""
    call = N_("Draft. A call of about {minutes} minutes; {speaker} speaks. The decision is not reopened.")
    letter = N_("Draft. Nobody calls; these lines go with the letter.")
    speaker = parting.firm.speaker or parting.firm.name
    return Sheet(
        title=say(N_("Conversation with {client}"), reader, client=parting.client),
        firm=parting.firm.name,
        summary=say(call if script.call else letter, reader, minutes=MINUTES, speaker=speaker),
        lang=script.language,
        reader=reader,
        written_on=parting.as_of,
        lines=tuple((say(one.title, reader), say(one.purpose, reader), say(one.avoid, reader), one.sentences) for one in script.lines),
        cards=tuple((one.heard, one.answer, one.then) for one in script.cards),
        before=tuple(say(one, reader) for one in script.before),
        after=tuple(say(one, reader) for one in script.after),
    )  # fmt: skip


def as_markdown(shown: Sheet) -> str:
    """The sheet as Markdown that reads well as plain text, too."""
    pieces = [f"# {shown.title}", shown.summary]
    if shown.before:
        pieces += [f"## {say(TITLES['before'], shown.reader)}", _listed(shown.before)]
    for title, purpose, avoid, sentences in shown.lines:
        pieces += [f"## {title}", f"*{purpose} {avoid}".rstrip() + "*", *(f"> {one}" for one in sentences)]
    if shown.after:
        pieces += [f"## {say(TITLES['after'], shown.reader)}", _listed(shown.after)]
    return plain("\n\n".join(pieces)) + "\n"


def cards_as_markdown(shown: Sheet) -> str:
    """The cards for objections as Markdown."""
    pieces = [f"# {say(TITLES['cards'], shown.reader)}"]
    for number, (heard, answer, then) in enumerate(shown.cards, 1):
        pieces += [f"## {number}. {heard}", answer, then]
    return plain("\n\n".join(pieces)) + "\n"


def _listed(lines: tuple[str, ...]) -> str:
    return "\n".join(f"- {one}" for one in lines)
