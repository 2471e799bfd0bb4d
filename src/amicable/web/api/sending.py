"""One POST to an address that somebody typed in: never to this machine or its network, never further than told."""

import socket
import ssl
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

PATIENCE_SECONDS = 10
PORTS = {"http": 80, "https": 443}
TRANSLATED = ip_network("64:ff9b::/96")
"""IPv6 addresses that stand for IPv4 ones (RFC 6052)."""
Address = IPv4Address | IPv6Address


class NotSent(Exception):  # noqa: N818 (says what happened)
    """The request got no answer, or was not allowed to leave."""


def post(url: str, body: bytes, headers: dict[str, str], *, inside: bool = False) -> int:
    """The status that the address answers with; redirects are not followed. `inside`: also private addresses."""
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname:
        raise NotSent("only http and https addresses are told")
    try:
        port = parts.port or PORTS[parts.scheme]
        place = _resolved(parts.hostname, port, inside=inside)
        connection = _connection(parts.scheme, parts.hostname, port, place)
        try:
            target = parts.path or "/"
            connection.request("POST", f"{target}?{parts.query}" if parts.query else target, body, headers)
            return int(connection.getresponse().status)
        finally:
            connection.close()
    except (OSError, HTTPException, ValueError) as error:
        raise NotSent(f"{type(error).__name__}: {error}") from error


def _resolved(host: str, port: int, *, inside: bool) -> str:
    """An address of the host; where any of them is private, none is taken."""
    found = [ip_address(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not inside and not all(is_outside(one) for one in found):
        raise NotSent(f"{host} is an address of this machine or its own network")
    return str(found[0])


def is_outside(address: Address) -> bool:
    """Whether the address belongs to the public internet, whatever form it is written in."""
    if isinstance(address, IPv6Address):
        hidden = address.ipv4_mapped or address.sixtofour
        if address in TRANSLATED:
            hidden = IPv4Address(int(address) & 0xFFFFFFFF)
        if hidden:
            return is_outside(hidden)
    return address.is_global and not address.is_multicast and not address.is_reserved


def _connection(scheme: str, host: str, port: int, place: str) -> HTTPConnection:
    if scheme == "http":
        return _Pinned(host, port, place)
    return _PinnedSecure(host, port, place)


class _Pinned(HTTPConnection):
    """Connects to the very address that was checked: a name could be resolved otherwise a second later."""

    def __init__(self, host: str, port: int, place: str) -> None:
        super().__init__(host, port, timeout=PATIENCE_SECONDS)
        self._place = place

    def connect(self) -> None:
        self.sock = socket.create_connection((self._place, self.port), self.timeout)


class _PinnedSecure(HTTPSConnection):
    """The same with the certificate checked against the name."""

    def __init__(self, host: str, port: int, place: str) -> None:
        self._trust = ssl.create_default_context()
        super().__init__(host, port, timeout=PATIENCE_SECONDS, context=self._trust)
        self._place = place

    def connect(self) -> None:
        plain = socket.create_connection((self._place, self.port), self.timeout)
        self.sock = self._trust.wrap_socket(plain, server_hostname=self.host)
