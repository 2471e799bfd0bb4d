"""Contact after the end: where messages go, what answers them, what stands at the telephone, and until when.

Nobody is left without an answer: whoever writes is told politely that the work has ended and where to turn, and only
so long as the firm says.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from amicable.i18n import N_, say
from amicable.refusal import Refusal

ADDRESS = re.compile(r"[^\s@\"<>\\]+@[^\s@\"<>\\]+\.[^\s@\"<>\\]+", re.ASCII)
PLAIN = re.compile(r"[^\x00-\x1f\x7f]*")


class NotAnAddress(Refusal):
    """What was given cannot stand in a mail filter."""


@dataclass(frozen=True)
class CutOff:
    """Whose messages are answered by themselves, in whose name, until when."""

    addresses: tuple[str, ...]
    """Their e-mail addresses."""
    firm: str
    until: date
    """The last day on which the filter works; afterwards messages arrive as any other."""
    language: str
    """Language the client is written to."""
    turn_to: str = ""
    """Where to turn with questions that remain: an address or a number; empty: nowhere."""
    folder: str = "Ended"
    """Where their messages are put, unread."""

    def __post_init__(self) -> None:
        for one in (*self.addresses, *([self.turn_to] if "@" in self.turn_to else [])):
            if not ADDRESS.fullmatch(one):
                raise NotAnAddress(
                    N_("“{one}” is not an e-mail address, and cannot stand in a mail filter. Correct it in the client's contacts."),
                    one=one,
                )  # fmt: skip


def auto_reply(cut_off: CutOff) -> tuple[str, str]:
    """Subject and text of what answers the client, in the client's language; it gives no reason."""
    words = cut_off.language
    subject = say(N_("Thank you for your message"), words)
    thanks = say(
        N_("Thank you for your message. Our work together has ended, so nobody at {firm} will be able to deal with it."),
        words,
        firm=cut_off.firm,
    )  # fmt: skip
    where = say(N_("With questions about your files or your account please turn to {place}."), words, place=cut_off.turn_to)  # fmt: skip
    wish = say(N_("We wish you all the best."), words)
    return subject, "\n\n".join([thanks, *([where] if cut_off.turn_to else []), wish])


def phone_note(cut_off: CutOff, language: str) -> str:
    """What a colleague who picks up the telephone says, in the colleague's language."""
    return say(
        N_("Our work for this client has ended. Be friendly, promise nothing, and name whom to turn to: {place}. Write down what was said. This note holds until {day}."),
        language,
        place=cut_off.turn_to or "–",
        day=format_date(cut_off.until, "long", locale=language),
    )  # fmt: skip


def sieve(cut_off: CutOff) -> str:
    """A mail filter (Sieve: RFC 5228, vacation RFC 5230, dates RFC 5260) that answers, puts aside, and ends by itself."""
    subject, text = auto_reply(cut_off)
    own = f":addresses [{_list([cut_off.turn_to])}] " if "@" in cut_off.turn_to else ""
    return "\n".join(
        [
            'require ["date", "relational", "fileinto", "mailbox", "vacation"];',
            f'if allof (currentdate :value "le" "date" {_text(cut_off.until.isoformat())},',
            f'          address :is "from" [{_list(cut_off.addresses)}]) {{',
            f"  vacation :days 7 :subject {_text(subject)} {own}{_text(text)};",
            f"  fileinto :create {_text(cut_off.folder)};",
            "  stop;",
            "}",
            "",
        ]
    )  # fmt: skip


def _list(some: Iterable[str]) -> str:
    return ", ".join(_text(one) for one in some)


def _text(words: str) -> str:
    """A quoted string, in which nothing can end the quotation."""
    lines = "\r\n".join("".join(PLAIN.findall(line)) for line in words.splitlines())
    return '"' + lines.replace("\\", "\\\\").replace('"', '\\"') + '"'
