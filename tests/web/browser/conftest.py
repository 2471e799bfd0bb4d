"""A real browser on the real application: signed-in pages, what its console says, what axe finds."""

import os
import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as product
from django.test import Client
from playwright.sync_api import sync_playwright

from amicable.web.rights import Role

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = (
    "1"  # Playwright's loop runs in this thread; Django sees it and refuses
)
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
HERE = Path(__file__).parent
DESKTOP, PHONE = (1400, 900), (390, 844)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """These tests come last: from the first on, Playwright's loop runs in this thread and stands in others' way."""
    items.sort(key=lambda item: item.path.parent == HERE)


@pytest.fixture(scope="session")
def browser():
    """Debian's Chromium, started once."""
    if CHROMIUM is None:
        pytest.skip("there is no chromium on this machine")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-quic"]
        )
        yield started
        started.close()


@pytest.fixture
def console():
    """What the pages' consoles complained about, and requests to elsewhere; must be empty at the end (`console.clear()` forgives)."""
    complaints: list[str] = []
    yield complaints
    assert complaints == []


@pytest.fixture
def page_of(browser, console, django_db_blocker, live_server, people):
    """A page on the live server, signed in as the person of a role, or not at all: page_of(Role.OWNER)."""
    opened = []

    def page(role: Role | None = None, *, viewport: tuple[int, int] = DESKTOP, dark: bool = False):
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": viewport[0], "height": viewport[1]},
            color_scheme="dark" if dark else "light",
            locale="en-GB",
        )
        opened.append(context)
        if role is not None:
            context.add_cookies([{"name": product.SESSION_COOKIE_NAME, "value": session_of(people[role]), "url": live_server.url}])  # fmt: skip
        made = context.new_page()
        made.set_default_timeout(15_000)
        made.on(
            "console",
            lambda said: (
                console.append(f"{made.url}: {said.text} {said.location['url']}")
                if said.type == "error"
                else None
            ),
        )
        made.on(
            "request",
            lambda one: (
                None
                if one.url.startswith((live_server.url, "data:", "blob:"))
                else console.append(f"{made.url} asks elsewhere: {one.url}")
            ),
        )
        made.on("pageerror", lambda error: console.append(f"{made.url}: {error}"))
        return made

    yield page
    for context in opened:
        context.close()


def session_of(person) -> str:
    """The key of a session in which the person has signed in."""
    client = Client()
    client.force_login(person, backend=product.AUTHENTICATION_BACKENDS[0])
    return client.cookies[product.SESSION_COOKIE_NAME].value


@pytest.fixture
def violations():
    """What axe finds on a page, one line each: violations(page) == []."""
    axe = Axe()

    def found(page) -> list[str]:
        response = axe.run(page).response
        return [
            f"{one['id']}: {node['html'][:200]} {node['any'][0]['message'] if node['any'] else ''}"
            for one in response["violations"]
            for node in one["nodes"]
        ]

    return found


@pytest.fixture
def overflow():
    """By how many pixels a page is wider than its window: overflow(page) == 0."""
    return lambda page: page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
