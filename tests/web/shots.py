"""A picture of every page of the web application, and a table of what does not fit: ./run shots FOLDER.

Every page that answers without parameters, and those about one client and one incident, in six languages, light and
dark, on a wide screen and on a phone. Pages for people who have not signed in are taken from a second, empty installation.
"""

import argparse
import itertools
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

LANGUAGES = ("en", "es", "ca", "pl", "fi", "vi")
SIZES = {"wide": (1400, 900), "phone": (390, 844)}
LIGHTS = ("light", "dark")
PATIENCE = 180.0
LOOK = """() => {
  const root = document.documentElement;
  const shown = e => e.offsetParent !== null && getComputedStyle(e).visibility !== 'hidden';
  const cut = [...document.querySelectorAll('button, .btn, .badge, .nav-link, th, summary, .page-link')]
    .filter(e => shown(e) && e.clientWidth > 1 && // one pixel: for screen readers alone
      (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 2) &&
      getComputedStyle(e).overflow !== 'visible')
    .map(e => e.innerText.trim()).filter(Boolean);
  return {over: root.scrollWidth - root.clientWidth, cut: [...new Set(cut)]};
}"""
"""By how many pixels the page is wider than the window, and words that are cut off."""


@dataclass(frozen=True)
class Trouble:
    """What does not fit on one page."""

    page: str
    where: str
    what: str


def addresses(ledger: Path) -> list[str]:
    """Every address that can be opened: without parameters, or about the first client and the first incident."""
    os.environ.update(AMICABLE_LEDGER=str(ledger), DJANGO_SETTINGS_MODULE="amicable.web.settings")
    import django

    django.setup()
    from django.urls import URLResolver, get_resolver

    def walk(resolver, before=""):
        for one in resolver.url_patterns:
            path = before + re.sub(r"[\^$]|\\Z", "", str(one.pattern))
            yield from walk(one, path) if isinstance(one, URLResolver) else [f"/{path}"]

    found = [filled(path) for path in walk(get_resolver())]
    return sorted({path for path in found if path and not any(mark in path for mark in "<(?\\")})


def filled(path: str) -> str:
    """The address with a client or an incident in it; empty where there is none."""
    from amicable.web.frontline.models import Incident

    incident = Incident.objects.first()
    if path.startswith("/clients/<int:number>"):
        return path.replace("<int:number>", str(worst().pk))
    if path.startswith("/incidents/<uuid:number>"):
        return path.replace("<uuid:number>", str(incident.pk)) if incident else ""
    return path


def worst():
    """The client at the top of the list."""
    from amicable.web.portfolio.models import Standing

    return Standing.objects.filter(rank=1).latest("review__made_at").client


def write_down_an_incident() -> None:
    """So that its pages have something to show."""
    from datetime import UTC, datetime

    from amicable.web.accounts.models import Person
    from amicable.web.frontline.actions import Told, log_incident
    from amicable.web.frontline.models import Incident

    if Incident.objects.exists():
        return
    now = datetime.now(UTC)
    told = Told(
        client=worst(),
        kind="boundary",
        happened_on=now.date(),
        note="I will ruin your name in this town, żółć và những điều khác.",
    )
    log_incident(by=Person.objects.get(role="owner"), told=told, at=now)


@contextmanager
def served(*words: str) -> Iterator[tuple[str, str]]:
    """The address of the program with these words, once it answers, and what it printed."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("AMICABLE", "DJANGO"))}
    with tempfile.TemporaryFile("w+") as told:
        command = [sys.executable, "-m", "amicable", *words, "--port", str(port)]
        started = subprocess.Popen(
            command, env=clean | {"AMICABLE_LANG": "en"}, stdout=told, stderr=subprocess.DEVNULL
        )
        try:
            wait(f"http://127.0.0.1:{port}/health/", started)
            told.seek(0)
            yield f"http://127.0.0.1:{port}", told.read()
        finally:
            started.send_signal(signal.SIGTERM)
            started.wait()


def wait(address: str, started: subprocess.Popen) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and started.poll() is None:
        try:
            build_opener(ProxyHandler({})).open(address, timeout=PATIENCE).read()
        except (URLError, OSError):
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"nothing answers at {address}")


def pages(context: BrowserContext, base: str, paths: list[str]) -> list[str]:
    """Those that are pages: not downloads, data, or the way to another page."""
    found = []
    for path in paths:
        answer = context.request.get(base + path, max_redirects=0)
        if answer.status == 200 and "html" in answer.headers.get("content-type", ""):
            found.append(path)
    return found


def opened(browser: Browser, base: str, language: str, light: str, size: str) -> BrowserContext:
    """A fresh browser of one language, light and size."""
    width, height = SIZES[size]
    context = browser.new_context(
        base_url=base, viewport={"width": width, "height": height}, color_scheme=light, locale=language
    )
    context.add_cookies([{"name": "django_language", "value": language, "url": base}])
    return context


def shoot(page: Page, path: str, target: Path) -> Iterator[str]:
    """Take the picture; what does not fit."""
    page.goto(path, wait_until="networkidle")
    target.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=target, full_page=True)
    found = page.evaluate(LOOK)
    if found["over"] > 0:
        yield f"{found['over']} px wider than the window"
    yield from (f"cut off: {words}" for words in found["cut"])


def everywhere(browser: Browser, base: str, paths: list[str], asked: argparse.Namespace) -> Iterator[Trouble]:
    """All these pages in every language, light and size."""
    for language, light, size in itertools.product(asked.language or LANGUAGES, LIGHTS, SIZES):
        context = opened(browser, base, language, light, size)
        page = context.new_page()
        where = f"{language} {light} {size}"
        for path in paths:
            name = path.strip("/").replace("/", "_") or "home"
            for what in shoot(page, path, asked.folder / where.replace(" ", "-") / f"{name}.png"):
                yield Trouble(path, where, what)
        print(f"{where}: {len(paths)} pages", flush=True)
        context.close()


def main() -> int:
    """Serve, look, and say what does not fit; 1 if anything does not."""
    asked = arguments()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        raise SystemExit("There is no chromium on this machine. Install it (Debian: apt install chromium).")
    with ExitStack() as stack, tempfile.TemporaryDirectory() as folder:
        place = asked.demo or Path(folder) / "demo"
        demo, _ = stack.enter_context(served("demo", "--folder", str(place)))
        fresh, told = stack.enter_context(served("serve", "--ledger", f"{folder}/fresh"))
        addresses(place / "ledger")
        write_down_an_incident()
        paths = [path for path in addresses(place / "ledger") if re.search(asked.only, path)]
        welcome = re.findall(r"(/welcome/[\w-]+/)", told)
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu", "--disable-quic"])  # fmt: skip
        troubles = []
        for base, wanted in ((demo, paths), (fresh, [*paths, *welcome])):
            with opened(browser, base, "en", "light", "wide") as context:
                there = pages(context, base, wanted)
            troubles += list(everywhere(browser, base, there, asked))
        browser.close()
    for one in troubles:
        print(f"{one.page:40} {one.where:20} {one.what}")
    print(f"{len(troubles)} troubles; the pictures are in {asked.folder}")
    return 1 if troubles else 0


def arguments() -> argparse.Namespace:
    """What is asked for on the command line."""
    parser = argparse.ArgumentParser(prog="./run shots", description="Takes a picture of every page.")
    parser.add_argument("folder", type=Path, help="where the pictures go")
    parser.add_argument("--demo", type=Path, help="a demo firm that was made before (else one is made)")
    parser.add_argument(
        "--language", action="append", choices=LANGUAGES, help="only this one; may be repeated"
    )
    parser.add_argument("--only", default="", metavar="PATTERN", help="only addresses in which this occurs")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
