"""A picture of every page of the web application, and a table of what is wrong with them: ./run shots FOLDER.

In six languages, light and dark, on a wide screen and on a phone; of a made-up firm in which much has happened, of a
client's page there, and of a firm that has only begun. A page of which there is no picture is a trouble, too.
"""

import argparse
import html
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
from dataclasses import dataclass, replace
from functools import partial
from http import HTTPStatus
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import ProxyHandler, build_opener

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

LANGUAGES = ("en", "es", "ca", "pl", "fi", "vi")
SIZES = {"wide": (1400, 900), "phone": (390, 844)}
LIGHTS = ("light", "dark")
PATIENCE = 180.0
FIRMS = ("made-up", "outside", "begun")
QUALITY = 80
LOOK = """() => {
  const root = document.scrollingElement;
  const shown = e => e.checkVisibility({visibilityProperty: true}) && e.clientWidth > 1; // one pixel: for screen readers alone
  const words = e => e.innerText.trim().slice(0, 80);
  const tight = e => {
    const style = getComputedStyle(e);
    if (style.webkitLineClamp !== 'none') return false; // it ends in three dots
    return (style.overflowX !== 'visible' && !['auto', 'scroll'].includes(style.overflowX) && e.scrollWidth > e.clientWidth + 1)
      || (style.overflowY === 'hidden' && e.scrollHeight > e.clientHeight + 2);
  };
  const cut = [...document.querySelectorAll('body *')]
    .filter(e => e instanceof HTMLElement && !e.closest('[data-chart], select, .visually-hidden-focusable') && shown(e) && tight(e)).map(words).filter(Boolean);
  for (const e of document.querySelectorAll('svg text')) {
    const box = e.getBoundingClientRect(), frame = e.ownerSVGElement.getBoundingClientRect();
    if (box.width && (box.left < frame.left - 2 || box.right > frame.right + 2) && getComputedStyle(e.ownerSVGElement).overflowX !== 'visible') cut.push(e.textContent);
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const raw = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const e = node.parentElement;
    if (!e.closest('code, pre, samp, textarea, script, blockquote, q') && shown(e) && /(^|\\s)[a-z]+(_[a-z]+)+(\\s|$)/.test(node.data) && node.data.trim().split(/\\s+/).length < 7) raw.push(node.data.trim().slice(0, 80));
  }
  return {over: root.scrollWidth - root.clientWidth, cut: [...new Set(cut)], raw: [...new Set(raw)]};
}"""
"""By how many pixels the page is wider than the window, words that are cut off, and names of the program's own."""


@dataclass(frozen=True)
class Trouble:
    """What is wrong with one page."""

    page: str
    where: str
    what: str


@dataclass(frozen=True)
class Firm:
    """A firm whose pages are looked at."""

    name: str
    base: str
    paths: list[str]
    has_portal: bool = False


# ---- a firm in which much has happened


def fill(folder: Path) -> None:
    """The made-up firm, reviewed, and what people did in it before anybody looks."""
    if not (folder / "truth.json").exists():
        subprocess.run([sys.executable, "-m", "amicable", "demo", "--no-serve", "--folder", folder], check=True, stdout=subprocess.DEVNULL)  # fmt: skip
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's loop runs in this thread; Django sees it
    from amicable.cli.commands.demo import _people
    from amicable.web import serving

    serving.set_up(folder / "ledger", demo=True)
    from amicable.web.accounts.actions import people_of_the_demo
    from amicable.web.made_up import fill as cases
    from amicable.web.portfolio.actions import refresh
    from tests.web import stories

    people_of_the_demo(_people(folder / "ledger"))
    refresh(lambda _sentence, _progress: None, "amicable")
    cases()
    stories.tell()


def type_forms(context: BrowserContext, base: str) -> None:
    """What people of the firm type, and the long work that follows from it."""
    from amicable.web.jobs.models import OVER, Job
    from tests.web.stories import FORMS, UPLOAD

    if Job.objects.filter(function__endswith="write_agenda").exists():
        return
    context.request.get(f"{base}/preferences/")
    token = next(one["value"] for one in context.cookies() if one["name"] == "csrftoken")
    for path, given in [*FORMS, ("/intake/files/", {"files": UPLOAD})]:
        headers = {"X-CSRFToken": token, "Referer": base + path}
        answer = context.request.post(base + path, multipart=given, headers=headers)
        if not answer.ok:
            raise SystemExit(f"{path} answers {answer.status} to {given}")
    until = time.monotonic() + PATIENCE
    while Job.objects.exclude(state__in=OVER).exists() and time.monotonic() < until:
        time.sleep(0.5)


def begin(page: Page, address: str) -> None:
    """The first person of a new firm comes in."""
    page.goto(address)
    page.fill("#id_name", "Ona Puig")
    page.fill("#id_email", "ona@firm.example")
    page.fill("input[type=password]", "three words in a row")
    page.locator("form .btn-primary").click()
    page.wait_for_load_state()


# ---- servers


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


# ---- pictures


def ask(context: BrowserContext, base: str, path: str) -> tuple[int, str]:
    """The status of a path, and the page there; empty for anything else, as for the way to another page."""
    answer = context.request.get(base + path, max_redirects=0)
    is_page = answer.status == HTTPStatus.OK and "html" in answer.headers.get("content-type", "")
    return answer.status, answer.text() if is_page and "<title" in answer.text() else ""


def opened(browser: Browser, firm: Firm, language: str, state: dict | None) -> BrowserContext:
    """A browser of one language, in which whoever had signed in still is."""
    width, height = SIZES["wide"]
    context = browser.new_context(
        base_url=firm.base, viewport={"width": width, "height": height}, reduced_motion="reduce", locale=language, storage_state=state
    )  # fmt: skip
    context.add_cookies([{"name": "django_language", "value": language, "url": firm.base}])
    if firm.has_portal:
        from tests.web.stories import visit

        context.add_cookies([{"name": "portal", "value": visit(language), "url": f"{firm.base}/portal/"}])
    return context


def shoot(page: Page, path: str, asked: argparse.Namespace, target: str) -> Iterator[tuple[str, str]]:
    """Take the pictures of one page: in which light and size, and what is wrong there."""
    answer = page.goto(path)
    if answer and answer.status >= HTTPStatus.BAD_REQUEST:
        yield "", f"answers {answer.status}"
    if page.locator("[data-pictures], [hx-trigger]").count():
        page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    for size, light in itertools.product(asked.size or SIZES, asked.light or LIGHTS):
        page.emulate_media(color_scheme=light)
        page.set_viewport_size(dict(zip(("width", "height"), SIZES[size], strict=True)))
        page.screenshot(path=asked.folder / f"{target}-{size}-{light}.jpg", type="jpeg", quality=QUALITY, full_page=True, animations="disabled")  # fmt: skip
        yield from ((f"{size} {light}", what) for what in wrong(page, size, light, asked))


def wrong(page: Page, size: str, light: str, asked: argparse.Namespace) -> Iterator[str]:
    """What does not fit, and what axe finds."""
    if light == (asked.light or LIGHTS)[0]:
        found = page.evaluate(LOOK)
        if found["over"] > 0:
            yield f"{found['over']} px wider than the window"
        yield from (f"cut off: {words!r}" for words in found["cut"])
        yield from (f"a name of the program's own: {words!r}" for words in found["raw"])
    if asked.axe:
        for one in Axe().run(page).response["violations"]:
            yield f"axe {one['id']}: {one['nodes'][0]['html'][:120]}"


def everywhere(browser: Browser, firm: Firm, state: dict | None, asked: argparse.Namespace) -> Iterator[Trouble]:  # fmt: skip
    """All pages of a firm in every language."""
    for language in asked.language or LANGUAGES:
        began = time.monotonic()
        with opened(browser, firm, language, state) as context:
            page = context.new_page()
            for place, path in enumerate(firm.paths, start=1):
                spoken = re.sub(r"/portal/(preview/)?[a-z]{2}/", rf"/portal/\1{language}/", path)
                for where, what in shoot(page, spoken, asked, f"{firm.name}/{named(path)}-{language}"):
                    yield Trouble(path, f"{firm.name} {language} {where}", what)
                if place % 20 == 0 or place == len(firm.paths):
                    print(f"{firm.name} {language}: {place} of {len(firm.paths)} pages, {time.monotonic() - began:.0f} s", flush=True)  # fmt: skip


def named(path: str) -> str:
    """A name for the pictures of a page."""
    return re.sub(r"\W+", "_", urlsplit(path).path).strip("_")[:80] or "home"


def index(folder: Path) -> None:
    """One page with all pictures side by side, page by page."""
    rows: dict[str, list[str]] = {}
    for one in sorted(folder.rglob("*.jpg")):
        rows.setdefault(re.sub(r"-\w\w-\w+-\w+$", "", str(one.relative_to(folder).with_suffix(""))), []).append(str(one.relative_to(folder)))  # fmt: skip
    shown = "".join(f"<h2>{html.escape(name)}</h2><p>" + "".join(f'<a href="{one}"><img loading="lazy" alt="{one}" title="{one}" src="{one}"></a>' for one in some) for name, some in rows.items())  # fmt: skip
    style = "<style>img { height: 20rem; object-fit: cover; object-position: top; margin: .25rem }</style>"
    (folder / "index.html").write_text(f"<!doctype html><title>Pictures</title>{style}{shown}", "utf-8")


# ---- the task


def firms(browser: Browser, stack: ExitStack, folder: Path, asked: argparse.Namespace) -> Iterator[tuple[Firm, dict, list[Trouble]]]:  # fmt: skip
    """The made-up firm, one before anybody signs in, and one that has only begun; of all, what leads nowhere."""
    from tests.web.pages import Walk, routes

    starts = [f"/{one}" for one in routes() if "<" not in one]
    base, _ = stack.enter_context(served("demo", "--folder", str(asked.demo or folder / "demo")))
    made_up = Firm("made-up", base, ["/portal/en/secret/", "/portal/en/secret/code/"], has_portal=True)
    fresh, told = stack.enter_context(served("serve", "--ledger", str(folder / "fresh")))
    welcome = re.search(r"/welcome/[\w-]+/", told)[0]
    walks = {}
    for firm, more in ((made_up, made_up.paths), (Firm("outside", fresh, []), [welcome]), (Firm("begun", fresh, []), [])):  # fmt: skip
        context = stack.enter_context(opened(browser, firm, "en", None))
        if firm is made_up:
            type_forms(context, base)
        if firm.name == "begun":
            begin(context.new_page(), fresh + welcome)
        walks[firm.name] = walk = Walk(partial(ask, context, firm.base)).follow([*starts, *more])
        paths = [one for one in walk.paths() if re.search(asked.only, one)]
        broken = [Trouble(path, firm.name, f"a link leads there, and it answers {status}") for path, status in walk.broken]  # fmt: skip
        yield replace(firm, paths=paths), context.storage_state(), broken
    missing = set.intersection(*(set(walk.missing()) for walk in walks.values()))
    yield made_up, {}, [Trouble(one, "everywhere", "there is no picture of it") for one in sorted(missing)]


def main() -> int:
    """Serve, look, and say what is wrong; 1 if anything is."""
    asked = arguments()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        raise SystemExit("There is no chromium on this machine. Install it (Debian: apt install chromium).")
    troubles: list[Trouble] = []
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        fill(asked.demo or folder / "demo")
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu", "--disable-quic"])  # fmt: skip
        for firm, state, broken in firms(browser, stack, folder, asked):
            troubles += broken
            if state and firm.name in (asked.firm or [firm.name]):
                troubles += everywhere(browser, firm, state, asked)
        browser.close()
    index(asked.folder)
    for one in troubles:
        print(f"{one.page:40} {one.where:22} {one.what}")
    print(f"{len(troubles)} troubles; the pictures are in {asked.folder}")
    return 1 if troubles else 0


def arguments() -> argparse.Namespace:
    """What is asked for on the command line."""
    parser = argparse.ArgumentParser(prog="./run shots", description="Takes a picture of every page.")
    parser.add_argument("folder", type=Path, help="where the pictures go")
    parser.add_argument("--demo", type=Path, help="a made-up firm that was filled before (else one is made)")
    parser.add_argument("--only", default="", metavar="PATTERN", help="only addresses in which this occurs")
    parser.add_argument("--axe", action="store_true", help="and what axe finds on them")
    for name, some in (("language", LANGUAGES), ("size", tuple(SIZES)), ("light", LIGHTS), ("firm", FIRMS)):
        parser.add_argument(f"--{name}", action="append", choices=some, help="only this; may be repeated")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
