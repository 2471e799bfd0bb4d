"""Whose address it is: ours, the client's, or nobody's."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from email.header import decode_header
from email.utils import getaddresses
from functools import lru_cache

from amicable.evidence import Firm

AT = re.compile(r"(?<=[^\s<>@]) at (?=[^\s<>@]+\.[^\s<>@]+)")
"""List archives hide addresses: "user at host.org"."""
REMEMBERED = 10_000
"""Headers whose parties are remembered: the same few people write and are written to again and again."""
QUOTES = " \t'\""


@dataclass(frozen=True)
class Party:
    """Somebody named in a message or an appointment; `address` is in lower case."""

    name: str
    address: str

    @property
    def id(self) -> str:
        """The party's id in every source that knows people only by their address."""
        return f"address:{self.address}"


def parties(*headers: str) -> list[Party]:
    """Everybody with an address in these undecoded headers, in order, each once."""
    return list(_parties(headers))


@lru_cache(maxsize=REMEMBERED)
def _parties(headers: tuple[str, ...]) -> tuple[Party, ...]:
    found: dict[str, Party] = {}
    named = (pair for header in headers if header for pair in getaddresses([AT.sub("@", header)]))
    for name, written in named:
        address = written.strip(QUOTES).lower()
        if "@" in address.strip("@"):
            found.setdefault(address, Party(decoded(name).strip(QUOTES) or address, address))
    return tuple(found.values())


def decoded(header: str) -> str:
    """A header in plain words (RFC 2047), with a mark in place of what cannot be read."""
    try:
        chunks = decode_header(header)
    except ValueError:
        return header
    return "".join(chunk if isinstance(chunk, str) else _text(chunk, charset) for chunk, charset in chunks)


def _text(chunk: bytes, charset: str | None) -> str:
    try:
        return chunk.decode(charset or "utf-8", "replace")
    except LookupError:
        return chunk.decode("utf-8", "replace")


def is_ours(party: Party, firm: Firm) -> bool:
    """Whether the address is one of the firm's own, or lies in one of its domains or in a part of one."""
    endings = (
        ending for own in firm.domains for ending in ((own,) if "@" in own else (f"@{own}", f".{own}"))
    )
    return any(party.address == end.lower() or party.address.endswith(end.lower()) for end in endings)


def ours(named: Iterable[Party], firm: Firm) -> Party | None:
    """The first of our own people."""
    return next((party for party in named if is_ours(party, firm)), None)


def theirs(named: Iterable[Party], firm: Firm) -> Party | None:
    """The first party from outside."""
    return next((party for party in named if not is_ours(party, firm)), None)
