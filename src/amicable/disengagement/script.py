"""The conversation as it is spoken: lines with their purpose, cards for objections, or the path without a call."""

from dataclasses import dataclass
from pathlib import Path

from amicable.disengagement.call import all_lines
from amicable.disengagement.letter import greeting
from amicable.disengagement.objections import Objection, objections
from amicable.disengagement.parting import Parting
from amicable.disengagement.texts import Texts
from amicable.i18n import N_

MINUTES = 15
BEFORE = (
    N_("Choose the speaker, a quiet room and a time in the morning; not before a holiday, not on a Friday."),
    N_("Have the dates, the money and two names of others before you. Read the script aloud once."),
    N_("Fifteen minutes are enough. Somebody sits beside you where the conversation could become heated."),
)
"""What is ready before the call."""
AFTER = (
    N_("Send the letter today. Nothing is discussed any more by telephone."),
    N_("Write down what was said, in words that the client may read."),
    N_("Ask the speaker how they are. Do something good for yourself."),
)
"""What follows it."""
NO_CALL = (
    N_("Nobody calls and nobody meets the client. Two people read the letter before it goes."),
    N_("The letter goes by a way that proves its arrival. These lines go with it."),
    N_("Tell everybody who could answer the telephone or the door what they say: “You will find everything in the letter.”"),
    N_("In danger call the police. Note day, time and words; do not answer."),
)  # fmt: skip
"""The path where nobody calls: violence, harassment, or a profession that has to write."""


@dataclass(frozen=True)
class Spoken:
    """One line as it is said: sentences in the client's language, purpose and warning for the speaker."""

    name: str
    title: str
    purpose: str
    avoid: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Script:
    """Everything a speaker has before them."""

    language: str
    lines: tuple[Spoken, ...]
    cards: tuple[Objection, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    call: bool = True
    """Whether there is a call at all."""


def build(parting: Parting, *, call: bool = True, own: Path | None = None) -> Script:
    """The script of the conversation, or the few lines that go with the letter where nobody calls."""
    texts = Texts(parting.language, parting.formal, own)
    if not call:
        return Script(parting.language, (_without_call(parting, texts),), (), NO_CALL, (), call=False)
    spoken = (
        Spoken(one.name, one.title, one.purpose, one.avoid, tuple(one.speak(parting, texts.section("script", one.name))))
        for one in all_lines()
    )  # fmt: skip
    return Script(parting.language, tuple(one for one in spoken if one.sentences), objections(texts), BEFORE, AFTER)  # fmt: skip


def _without_call(parting: Parting, texts: Texts) -> Spoken:
    voice = texts.section("script", "no_call")
    sentences = [greeting(texts, "letter", parting.spoken_name(parting.addressees[0])), voice("message", end_on=parting.end_on), voice("thanks")]  # fmt: skip
    if parting.firm.email:
        sentences.append(voice("next_steps", email=parting.firm.email))
    return Spoken("no_call", N_("Lines that go with the letter"), N_("Nobody calls: the letter brings the news."), N_("No word about what happened."), tuple(sentences))  # fmt: skip


def spoken(script: Script) -> str:
    """What is said aloud, without purposes and cards: what the tone check reads."""
    return "\n\n".join(" ".join(one.sentences) for one in script.lines) + "\n"
