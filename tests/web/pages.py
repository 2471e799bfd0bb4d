"""Which addresses are pages that a person opens, and where in a firm each of them is at its fullest."""

import html
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve

NO_PAGES = {
    r"^api/v1/|^(health|ready|metrics)": "programs ask it",
    r"\.(ics|csv|zip|<str:form>)$|files/<uuid:(attachment|pack)>/$|/(proof|filter|download|certificate)/$|money/files/|what-they-may-read": "a file",
    r"^jobs/|^(clients/pictures|queue/list|incidents/clients|tone)/$|evidence/now/$|<int:number>/(situations|outlook)/$": "a piece of another page",
    r"^$|letterhead/$|account/(inactive|oidc/|3rdparty/|password/set)|/reauthenticate/$": "leads on, or elsewhere",
    r"2fa/(authenticate|totp/deactivate|recovery-codes/|webauthn/(login|keys/))|password/reset/key/": "only with a second factor or a link in a mail",
}  # fmt: skip
"""Addresses of which there is no picture, and why."""
ENOUGH = 6
"""Places of one page that are tried, the fullest of which is taken."""
FORBIDS_READING = 405
LINK = re.compile(r'href="(/[^"#]*)')
Ask = Callable[[str], tuple[int, str]]
"""Asks for a path: the status, and the page; empty where it is none."""


def routes(resolver: URLResolver | None = None, before: str = "") -> Iterator[str]:
    """Every address of the product, with its parts still open: cases/<int:number>/."""
    for one in (resolver or get_resolver()).url_patterns:
        path = before + _plain(str(one.pattern))
        if isinstance(one, URLPattern):
            yield path
        else:
            yield from routes(one, path)


def why_no_page(route: str) -> str:
    """Why nobody opens this address; empty for a page."""
    return next((why for like, why in NO_PAGES.items() if re.search(like, route)), "")


def route_of(path: str) -> str:
    """The address with its parts open again; empty where it leads nowhere."""
    try:
        return _plain(resolve(urlsplit(path).path).route)
    except Resolver404:
        return ""


def sample(route: str) -> str:
    """A path of this address about something that is not there."""
    path = re.sub(r"<uuid:\w+>", "00000000-0000-0000-0000-000000000000", route)
    return "/" + re.sub(r"<[^>]*>", "x", re.sub(r"<int:\w+>", "999999", path))


def _plain(pattern: str) -> str:
    return re.sub(r"[\^$]|\\Z", "", pattern)


@dataclass
class Walk:
    """What is found by following links: of each page its fullest place, and links that lead nowhere."""

    ask: Ask
    fullest: dict[str, tuple[int, str]] = field(default_factory=dict)
    """Route -> length of its longest page, and the path of that one."""
    broken: list[tuple[str, int]] = field(default_factory=list)
    """Paths that a page links to, and the status that they answer."""
    tried: dict[str, int] = field(default_factory=dict)

    def follow(self, starts: Iterable[str]) -> "Walk":
        """Follow all links from these places on, and look for the other pages about the same thing."""
        waiting, seen = deque((path, False) for path in starts), set[str]()
        while waiting:
            path, linked = waiting.popleft()
            if path not in seen and self._is_wanted(path):
                seen.add(path)
                page = self._look(path, linked=linked)
                waiting.extend((html.unescape(link), True) for link in LINK.findall(page))
                waiting.extend((other, False) for other in _siblings(path))
        return self

    def paths(self) -> list[str]:
        """One path for each page, in order."""
        return sorted(path for _, path in self.fullest.values())

    def missing(self) -> list[str]:
        """Addresses that a person may open and of which no page was found."""
        left = [one for one in routes() if one not in self.fullest and not why_no_page(one)]
        return sorted(one for one in left if self.ask(sample(one))[0] != FORBIDS_READING)

    def _is_wanted(self, path: str) -> bool:
        route = route_of(path)
        return not why_no_page(route) and self.tried.get(route, 0) < ENOUGH

    def _look(self, path: str, *, linked: bool) -> str:
        route = route_of(path)
        status, page = self.ask(path)
        if linked and status >= 400 and status != FORBIDS_READING:
            self.broken.append((path, status))
        if page:
            self.tried[route] = self.tried.get(route, 0) + 1
            self.fullest[route] = max(self.fullest.get(route, (0, "")), (len(page), path))
        return page


def _siblings(path: str) -> Iterator[str]:
    """Other pages about the same client, case or incident."""
    route = route_of(path)
    if route.count("<") == 1 and route.endswith(">/"):
        yield from (f"{urlsplit(path).path}{one.removeprefix(route)}" for one in routes() if one.startswith(route) and one.count("<") == 1)  # fmt: skip
