"""Two letters beside the confirmation: the warning before a decision, and the one that takes a decision back."""

from dataclasses import dataclass
from datetime import date

from amicable.disengagement.grids import Listed
from amicable.disengagement.letter import Letter, Part, greeting, letterhead
from amicable.disengagement.paragraphs import Block
from amicable.disengagement.parting import Addressee, Sender
from amicable.disengagement.texts import Texts


@dataclass(frozen=True)
class Warned:
    """What a warning letter is made of: facts, our part, a target that can be measured, a day."""

    to: Addressee
    firm: Sender
    language: str
    as_of: date
    facts: tuple[str, ...]
    """Documented, as whole sentences."""
    since: date
    target: str
    """What is to be reached, as a whole sentence with a number."""
    until: date
    contact: str
    ours: str = ""
    """What we do ourselves, as a whole sentence."""
    since_on: date | None = None
    formal: bool = True


@dataclass(frozen=True)
class Reinstated:
    """What a letter of reinstatement is made of."""

    to: Addressee
    firm: Sender
    language: str
    as_of: date
    told_on: date
    from_on: date
    contact: str
    contested: bool = True
    terms: str = ""
    """What is agreed anew, as a whole sentence."""
    restored_by: date | None = None
    """By when removed access is given back; None: none was removed."""
    fault: str = ""
    """What was not right on our side, as a whole sentence."""
    formal: bool = True


def warning(warned: Warned) -> Letter:
    """The written warning with its dated plan."""
    texts = Texts(warned.language, warned.formal)
    voice = {name: texts.section("warning", name) for name in ("thanks", "purpose", "facts", "our_share", "target", "help", "outcome", "contest")}  # fmt: skip
    year = str(warned.since_on.year) if warned.since_on else ""
    parts = (
        _part("thanks", "", voice["thanks"]("since" if year else "plain", year=year)),
        _part("purpose", "", voice["purpose"]("text")),
        _part("facts", "facts", voice["facts"]("intro", since=warned.since), Listed(warned.facts)),
        _part("our_share", "plan", *([voice["our_share"]("ours", what=warned.ours)] if warned.ours else [])),
        _part("target", "plan", voice["target"]("text", target=warned.target, until=warned.until)),
        _part("outcome", "plan", voice["outcome"]("text", until=warned.until)),
        _part("help", "help", voice["help"]("text", speaker=warned.firm.speaker or warned.firm.name, contact=warned.contact)),
        _part("contest", "help", voice["contest"]("text", contact=warned.contact)),
    )  # fmt: skip
    return _letter("warning", warned, texts, parts, headings=("facts", "plan"))


def reinstatement(back: Reinstated) -> Letter:
    """The letter that takes the decision back."""
    texts = Texts(back.language, back.formal)
    voice = {name: texts.section("reinstatement", name) for name in ("opening", "statement", "changes", "restored", "share", "contact", "closing")}  # fmt: skip
    parts = (
        _part("opening", "", voice["opening"]("contested" if back.contested else "own", told_on=back.told_on)),
        _part("statement", "", voice["statement"]("text", from_on=back.from_on)),
        _part("changes", "", *([voice["changes"]("text", terms=back.terms)] if back.terms else [])),
        _part("restored", "more", *([voice["restored"]("text", by=back.restored_by)] if back.restored_by else [])),
        _part("share", "more", *([voice["share"]("text", fault=back.fault)] if back.fault else [])),
        _part("contact", "more", voice["contact"]("text", speaker=back.firm.speaker or back.firm.name, contact=back.contact)),
        _part("closing", "more", *([voice["closing"]("thanks")] if back.contested else [])),
    )  # fmt: skip
    return _letter("reinstatement", back, texts, parts)


def _part(name: str, group: str, *blocks: Block) -> Part:
    return Part(name, "", group, breaks=False, blocks=blocks)


def _letter(file: str, about: Warned | Reinstated, texts: Texts, parts: tuple[Part, ...], headings: tuple[str, ...] = ()) -> Letter:  # fmt: skip
    heading = texts.section(file, "heading")
    return Letter(
        language=about.language,
        firm=about.firm,
        to=about.to,
        written_on=about.as_of,
        day=texts.shown(about.as_of),
        subject=heading("subject"),
        greeting=greeting(texts, file, about.to.salutation or about.to.name),
        parts=tuple(part for part in parts if part.blocks),
        headings={name: heading(name) for name in headings},
        regards=texts.voice(f"{file}.closing.regards"),
        letterhead=letterhead(about.firm, texts),
    )
