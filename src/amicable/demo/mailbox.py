"""The messages as an mbox file: headers, quoted replies, signatures, some of it HTML."""

import html
from base64 import encodebytes
from collections.abc import Iterator
from datetime import UTC
from email.header import Header
from email.utils import format_datetime
from functools import cache
from pathlib import Path

import numpy as np

from amicable.demo.cast import Cast
from amicable.demo.days import Floats
from amicable.demo.people import Person, words
from amicable.demo.phrases import Phrasebook, Text
from amicable.demo.staffing import Staffing
from amicable.demo.talk import Message

HTML, ALTERNATIVE, BASE64 = 0.05, 0.09, 0.14
"""Share of messages in HTML only, in both forms, and in another transfer encoding, each from the last."""


def write_mbox(
    path: Path, cast: Cast, team: Staffing, messages: list[Message], rng: np.random.Generator
) -> int:
    """Write all messages to `path`; the number written."""
    phrases = Phrasebook(cast, team, rng)
    forms = rng.random(len(messages))
    last: dict[int, tuple[Message, Text, Person]] = {}
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for serial, message in enumerate(messages):
            text = phrases.text(message)
            sender, reader = _parties(team, message)
            before = last.get(message.thread)
            file.writelines(_headers(message, text, sender, reader, answers=before is not None))
            file.writelines(_body(text, _quotation(before), forms, serial))
            if not text.automatic:
                last[message.thread] = message, text, sender
    return len(messages)


def _parties(team: Staffing, message: Message) -> tuple[Person, Person]:
    """Sender and reader."""
    ours = team.people[message.staff]
    return (message.person, ours) if message.inward else (ours, message.person)


@cache
def _encoded(text: str) -> str:
    """A header's words in ASCII (RFC 2047)."""
    return text if text.isascii() else Header(text, "utf-8", maxlinelen=70).encode()


def _mailbox(person: Person) -> str:
    return f"{_encoded(person.name)} <{person.address}>"


def _id(message: Message, place: int) -> str:
    return f"<{message.thread:06d}.{place}@mail.{message.person.address.partition('@')[2]}>"


def _headers(message: Message, text: Text, sender: Person, reader: Person, *, answers: bool) -> Iterator[str]:
    yield f"From {sender.address} {message.sent.astimezone(UTC):%a %b %e %H:%M:%S %Y}\n"
    yield f"From: {_mailbox(sender)}\nTo: {_mailbox(reader)}\n"
    yield f"Subject: {_encoded(text.subject)}\nDate: {format_datetime(message.sent)}\n"
    yield f"Message-ID: {_id(message, message.place)}\n"
    if answers:
        earlier = [_id(message, place) for place in range(message.place)]
        yield f"In-Reply-To: {earlier[-1]}\nReferences: {' '.join(earlier)}\n"
    if text.automatic:
        yield "Auto-Submitted: auto-replied\n"
    yield "MIME-Version: 1.0\n"


def _quotation(before: tuple[Message, Text, Person] | None) -> list[str]:
    """What is answered, as mail programs of the language put it below the answer."""
    if before is None:
        return []
    message, text, person = before
    when = message.sent
    head = words(text.language)["mail"]["quoted"].format(
        date=f"{when:%d/%m/%Y}", time=f"{when:%H:%M}", person=person.name, address=person.address
    )
    return ["", head, *(f"> {line}".rstrip() for line in text.lines)]


def _body(text: Text, quotation: list[str], forms: Floats, serial: int) -> Iterator[str]:
    form = forms[serial]
    plain = "\n".join([*text.lines, *quotation]) + "\n"
    if form < HTML:
        yield "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
        yield f"{_html(text, quotation)}\n"
    elif form < ALTERNATIVE:
        yield from _both(plain, _html(text, quotation), f"part-{serial:06d}")
    elif form < BASE64:
        yield "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
        yield f"{encodebytes(plain.encode()).decode('ascii')}\n"
    else:
        yield "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
        yield f"{plain}\n"


def _html(text: Text, quotation: list[str]) -> str:
    """The message as mail programs write HTML: paragraphs, and the quotation set apart."""
    paragraphs = "".join(f"<p>{html.escape(line)}</p>\n" for line in text.lines if line)
    quoted = "<br>\n".join(html.escape(line.removeprefix(">").strip()) for line in quotation if line)
    below = f"<blockquote>{quoted}</blockquote>\n" if quoted else ""
    return f"<html><body>\n{paragraphs}{below}</body></html>\n"


def _both(plain: str, page: str, boundary: str) -> Iterator[str]:
    yield f'Content-Type: multipart/alternative; boundary="{boundary}"\n\n'
    for kind, content in (("plain", plain), ("html", page)):
        yield f"--{boundary}\nContent-Type: text/{kind}; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
        yield f"{content}\n"
    yield f"--{boundary}--\n\n"
