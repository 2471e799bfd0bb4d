"""A real mail server on this machine, which keeps what it takes."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller


class Sink:
    """What the server took; `answers` is what it says to the next letters instead."""

    def __init__(self) -> None:
        self.taken: list[bytes] = []
        self.answers: list[str] = []

    async def handle_DATA(self, _server, _session, envelope) -> str:  # noqa: N802 (the name that aiosmtpd calls)
        """Take a letter, or say no."""
        if self.answers:
            return self.answers.pop(0)
        self.taken.append(envelope.content)
        return "250 OK"

    def letters(self, to: str = "") -> list[EmailMessage]:
        """The letters, or those to one address, in their order."""
        read = [message_from_bytes(one, policy=policy.default) for one in self.taken]
        return [one for one in read if to in one["To"]]


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def taking_mail(handler: Sink) -> Iterator[Controller]:
    """The server while it runs."""
    server = Controller(handler, hostname="127.0.0.1", port=free_port())
    server.start()
    try:
        yield server
    finally:
        server.stop()


def body(letter: EmailMessage) -> str:
    """The plain text of a letter."""
    return letter.get_body(("plain",)).get_content()
