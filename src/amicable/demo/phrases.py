"""What is written in a message: business talk in the writer's language, and what betrays the writer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from amicable.demo.cast import Cast
from amicable.demo.days import END, moment, number
from amicable.demo.dice import happens
from amicable.demo.people import Person, words
from amicable.demo.staffing import Staffing
from amicable.demo.talk import Message

RECENT = timedelta(days=45)


@dataclass(frozen=True)
class Text:
    """Words of one message; `language` is that of its writer and reader."""

    language: str
    subject: str
    lines: tuple[str, ...]
    automatic: bool = False


@dataclass(frozen=True)
class Mood:
    """How often a client's messages hold sentences of a sort."""

    demanding: float = 0.0
    rude: float = 0.0
    excuses: float = 0.0
    discount: float = 0.0
    thanks: float = 0.06


POLITE = Mood()


def mood(cast: Cast, client: int, person: Person) -> Mood:
    """The mood of this person of this client."""
    part, families = cast.parts[client], cast.families[client]
    if part == "bad":
        return Mood(
            demanding=0.3 if {"no boundaries", "drain"} & set(families) else 0.12,
            rude=0.12 if {"no boundaries", "takes advantage"} & set(families) else 0.05,
            excuses=0.2 if "payment trouble" in families else 0.0,
            discount=0.15 if {"unprofitable", "takes advantage"} & set(families) else 0.03,
            thanks=0.02,
        )
    if part == "difficult_contact" and person is cast.contacts[client][-1]:
        return Mood(demanding=0.35, rude=0.4, thanks=0.0)
    if part == "price_sensitive":
        return Mood(discount=0.6)
    return Mood(thanks=0.4) if part == "demanding" else POLITE


class Phrasebook:
    """Writes the messages of a firm; the same thread keeps its subject."""

    def __init__(self, cast: Cast, team: Staffing, rng: np.random.Generator) -> None:
        self.cast, self.team, self.rng = cast, team, rng
        self.complaining = set(cast.playing("just_complained").tolist())

    def text(self, message: Message) -> Text:
        """The words of the message."""
        if message.person.role == "system":
            return self._report(message)
        language = message.person.language
        mail = words(language)["mail"]
        topic = self._topic(mail, message)
        if message.inward and message.place and happens(self.rng, 0.015):
            return Text(
                language, f"{mail['away'][0]}: {topic['subject']}", (mail["away"][1],), automatic=True
            )
        greeting = self._one(mail["greetings"]).format(name=self._reader(message).given)
        body = self._theirs(mail, topic, message) if message.inward else [self._ours(topic, message)]
        closing = self._one(mail["closings"])
        subject = f"Re: {topic['subject']}" if message.place else topic["subject"]
        return Text(language, subject, (greeting, "", *body, "", closing, *self._signature(message)))

    def _ours(self, topic: dict[str, str], message: Message) -> str:
        return topic["answer" if message.place else "ask"]

    def _one(self, choices: Sequence[str]) -> str:
        return choices[int(self.rng.integers(len(choices)))]

    def _topic(self, mail: dict[str, list[dict[str, str]]], message: Message) -> dict[str, str]:
        topics = mail["common"] + mail[self.cast.trade.kind] * 2
        return topics[message.thread % len(topics)]

    def _reader(self, message: Message) -> Person:
        return self.team.people[message.staff] if message.inward else message.person

    def _theirs(self, mail: dict[str, list[str]], topic: dict[str, str], message: Message) -> list[str]:
        """What a client writes: the matter, and now and then a sentence by mood."""
        feeling = mood(self.cast, message.client, message.person)
        lines = [topic["ask"]] if not message.place else []
        sorts = ("demanding", "rude", "excuses", "discount", "thanks")
        lines += [self._one(mail[s]) for s in sorts if happens(self.rng, getattr(feeling, s))]
        if self._complains(message):
            self.complaining.discard(message.client)
            lines.append(str(mail["complaint"]))
        return lines or [self._one(mail["thanks"])]

    def _complains(self, message: Message) -> bool:
        last_days = moment(number(END), 0, "UTC") - RECENT
        return message.client in self.complaining and message.sent > last_days

    def _signature(self, message: Message) -> tuple[str, ...]:
        if message.inward:
            return (message.person.name, self.cast.companies[message.client].name)
        trade = self.cast.trade
        return (self.team.people[message.staff].name, "-- ", trade.name, f"www.{trade.domain}")

    def _report(self, message: Message) -> Text:
        run = 10_000 + message.thread
        rows = int(self.rng.integers(1, 900))
        return Text("en", f"[ERP] Job {run} finished", (f"Job {run}: {rows} records exported.", "Status: OK"))
