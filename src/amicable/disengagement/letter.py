"""The confirmation: a letter from parts, in which nothing is missing that a policy pack demands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from pathlib import Path

from amicable.disengagement.paragraphs import Block, Form, Grid, Listed, Paragraph, all_paragraphs
from amicable.disengagement.parting import Addressee, Parting, Sender
from amicable.disengagement.texts import Texts
from amicable.disengagement.tone import check
from amicable.duties import ELEMENTS, Element, Reason
from amicable.i18n import N_, say
from amicable.refusal import Refusal


class MissingElement(Refusal):
    """A letter without a part that the policy pack makes mandatory."""

    def __init__(self, elements: Sequence[Element], pack: str) -> None:
        self.elements = tuple(elements)
        super().__init__(
            N_(
                "The letter cannot be built: the policy pack “{pack}” demands parts that are missing: {parts}. Fill in what they need, or choose the pack that holds for this client."
            ),
            pack=pack,
            parts="; ".join(say(ELEMENTS[one.name]) for one in elements),
        )


class ForbiddenReason(Refusal):
    """A letter that hints at a reason where the law forbids to tell."""


@dataclass(frozen=True)
class Part:
    """One part of a letter as it is written: a heading may stand before it."""

    name: str
    element: str
    group: str
    breaks: bool
    blocks: tuple[Block, ...]
    gap: bool = False
    """Whether it only marks, in a draft, that something is missing."""


@dataclass(frozen=True)
class Letter:
    """A letter to one addressee: parts in their order, annexes behind them."""

    language: str
    firm: Sender
    to: Addressee
    written_on: date
    day: str
    subject: str
    greeting: str
    parts: tuple[Part, ...]
    headings: dict[str, str]
    regards: str
    letterhead: tuple[str, ...]

    @property
    def body(self) -> tuple[tuple[str, tuple[str | Listed, ...]], ...]:
        """(heading, paragraphs and lists) in their order; an empty heading: none is shown."""
        groups = groupby(self.parts, key=lambda part: part.group)
        found = ((self.headings.get(name, ""), tuple(_flowing(list(parts)))) for name, parts in groups)
        return tuple((heading, flow) for heading, flow in found if flow)

    @property
    def annexes(self) -> tuple[Grid | Form, ...]:
        """Tables and forms behind the letter."""
        return tuple(one for part in self.parts for one in part.blocks if isinstance(one, Grid | Form))

    @property
    def elements(self) -> frozenset[str]:
        """Names of duties.ELEMENTS that the letter fulfils."""
        return frozenset(part.element for part in self.parts if part.element and not part.gap)


def build(
    parting: Parting, to: Addressee | None = None, *, own: Path | None = None, draft: bool = False
) -> Letter:
    """The letter to `to` (else the first addressee); MissingElement where a demanded part is missing.

    `own` is a folder with the firm's own texts. A draft shows a gap for what is missing.
    """
    reader = to or parting.addressees[0]
    texts = Texts(parting.language, parting.formal, own)
    parts = tuple(_parts(parting, texts))
    lacking = missing(parting, frozenset(part.element for part in parts))
    if lacking and not draft:
        raise MissingElement(lacking, say(parting.rules.title))
    places = {one.name: place for place, one in enumerate(all_paragraphs())}
    parts = tuple(sorted((*parts, *_gaps(lacking, texts)), key=lambda part: places[part.name]))
    heading = texts.section("letter", "heading")
    made = Letter(
        language=parting.language,
        firm=parting.firm,
        to=reader,
        written_on=parting.told_on or parting.as_of,
        day=texts.shown(parting.told_on or parting.as_of),
        subject=heading("subject", end_on=parting.end_on),
        greeting=greeting(texts, "letter", parting.spoken_name(reader)),
        parts=parts,
        headings={part.group: heading(part.group) for part in parts if part.group in heading},
        regards=texts.voice("letter.closing.regards"),
        letterhead=letterhead(parting.firm, texts),
    )
    if parting.rules.reason is Reason.FORBIDDEN:
        _silent(made, parting.language)
    return made


def letters(parting: Parting, *, own: Path | None = None, draft: bool = False) -> tuple[Letter, ...]:
    """A letter for each addressee; joint clients each get their own."""
    return tuple(build(parting, one, own=own, draft=draft) for one in parting.addressees)


def missing(parting: Parting, fulfilled: frozenset[str]) -> tuple[Element, ...]:
    """Parts that the pack demands beside those `fulfilled`; a reason that must not be given is not demanded."""
    rules = parting.rules
    silent = rules.reason is Reason.FORBIDDEN
    return tuple(
        one for one in rules.elements if one.name not in fulfilled and not (silent and one.name == "reason")
    )


def greeting(texts: Texts, file: str, name: str) -> str:
    """How the letter begins; without a name where none is known."""
    return (
        texts.voice(f"{file}.greeting.named", name=name) if name else texts.voice(f"{file}.greeting.unnamed")
    )


def letterhead(firm: Sender, texts: Texts) -> tuple[str, ...]:
    """Address, telephone and e-mail of the firm, a line each."""
    say_ = texts.section("letter", "letterhead")
    phone = (say_("phone", phone=firm.phone),) if firm.phone else ()
    email = (say_("email", email=firm.email),) if firm.email else ()
    return (*firm.address, *phone, *email)


def _parts(parting: Parting, texts: Texts) -> Iterator[Part]:
    for one in all_paragraphs():
        blocks = tuple(one.write(parting, texts.section("letter", one.name)))
        if blocks:
            yield _part(one, blocks)


def _part(one: Paragraph, blocks: tuple[Block, ...]) -> Part:
    return Part(one.name, one.element, one.group, one.breaks, blocks)


def _gaps(lacking: Sequence[Element], texts: Texts) -> Iterator[Part]:
    """A marked gap for each part that is demanded and missing."""
    by_element = {one.element: one for one in all_paragraphs()}
    for element in lacking:
        title = say(ELEMENTS[element.name], texts.language)
        yield replace(
            _part(by_element[element.name], (texts.voice("letter.gap.text", part=title),)), gap=True
        )


def _silent(letter: Letter, language: str) -> None:
    """Refuse a letter that tips off, in whatever words somebody put into it."""
    for mark in check(prose(letter), language, kind="note"):
        if mark.tone == "tipping_off":
            raise ForbiddenReason(
                N_("The letter must not hint at a reason, and “{quote}” does. Leave these words out."),
                quote=mark.quote,
            )


def _flowing(parts: list[Part]) -> Iterator[str | Listed]:
    """Sentences joined to paragraphs; a list, or a part that breaks, begins a new one."""
    sentences: list[str] = []
    for part in parts:
        if part.breaks and sentences:
            yield " ".join(sentences)
            sentences = []
        for block in part.blocks:
            if isinstance(block, str):
                sentences.append(block)
            elif isinstance(block, Listed):
                yield from filter(None, [" ".join(sentences)])
                yield block
                sentences = []
    yield from filter(None, [" ".join(sentences)])


def prose(letter: Letter) -> str:
    """The letter as running text without its annexes: what is read aloud, and what the tone check reads."""
    pieces = [letter.subject, letter.greeting]
    for heading, flow in letter.body:
        pieces += [heading] if heading else []
        pieces += ["\n".join(f"- {line}" for line in one.lines) if isinstance(one, Listed) else one for one in flow]  # fmt: skip
    signed = [letter.firm.speaker, letter.firm.role, letter.firm.name]
    return "\n\n".join([*pieces, "\n".join([letter.regards, *filter(None, signed)])]) + "\n"
