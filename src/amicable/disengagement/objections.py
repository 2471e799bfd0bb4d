"""What the client may say during the call, and an answer to each: kind and firm, and back to the script."""

from dataclasses import dataclass

from amicable.disengagement.texts import Texts, shipped


@dataclass(frozen=True)
class Objection:
    """One card."""

    name: str
    heard: str
    answer: str
    then: str


def objections(texts: Texts) -> tuple[Objection, ...]:
    """Every card, in the order of the keys 1, 2, 3 … of call mode; a new one is a new section of objections.toml."""
    return tuple(_card(name, texts) for name in shipped("en", "objections"))


def _card(name: str, texts: Texts) -> Objection:
    say = texts.section("objections", name)
    return Objection(name, say("heard"), say("answer"), say("then"))
