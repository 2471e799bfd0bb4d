"""The web application beside Django's own admin: one list of 50 rows out of 50,000 clients, many writers, the first page."""

import http.client
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median, quantiles

CLIENTS = 50_000
ROWS = 50
ROUNDS, EACH = 4, 25
"""Requests are made in rounds, ours and the admin's in turn, so that whatever else the machine does meets both alike."""
WRITERS, WRITES = 16, 25
TOKEN = "t" * 32
"""For forms: the cookie and the header only have to agree."""
NAMES = ("Impremta", "Vermell", "Kowalski", "Järvinen", "Nguyễn", "Talleres", "Harbour", "Birch")
COURSES = ("repair", "watch", "keep", "unknown")
PATIENCE = 60.0


def web(folder: Path) -> Iterator[str]:
    """The list of clients beside Django's admin, sixteen writers, the first page."""
    place = folder / "web"
    session, first = _filled(place)
    yield from _lists(place, session)
    yield from _writers(place, session, first)
    yield from _first_page()


# ---- what is looked at


def _filled(place: Path) -> tuple[str, int]:
    """A review of 50,000 clients; the key of an owner's session, and the number of the first client."""
    os.environ.update(
        AMICABLE_LEDGER=str(place), DJANGO_SETTINGS_MODULE="benchmarks.web_settings", AMICABLE_DEMO=""
    )
    from amicable.engines.ledger import Ledger  # noqa: PLC0415 (the other benchmarks need none of it)
    from amicable.web import serving  # noqa: PLC0415

    Ledger.open(place)
    serving.set_up(place)
    from amicable.web.portfolio.models import Client  # noqa: PLC0415 (after Django has been set up)

    if not Client.objects.exists():
        print(f"Writing {CLIENTS:,} clients ...", flush=True)
        _write()
    return _session(), int(Client.objects.earliest("pk").pk)


def _write() -> None:
    from amicable.web.portfolio.models import Client, Review, Standing  # noqa: PLC0415

    rng = random.Random(7)
    rows = [Client(client_id=f"own:{n}", name=f"{rng.choice(NAMES)} {n}") for n in range(CLIENTS)]
    Client.objects.bulk_create(rows, batch_size=5000)
    clients = list(Client.objects.order_by("pk"))
    review = Review.objects.create(
        as_of=date(2026, 9, 30), ledger_version="of the benchmark", criteria="shipped", currency="EUR",
        clients=CLIENTS, named=CLIENTS // 20, open_named=CLIENTS // 20, pictures=_pictures(rng, clients),
    )  # fmt: skip
    Standing.objects.bulk_create(
        (_standing(rng, review, client, rank) for rank, client in enumerate(clients, start=1)),
        batch_size=5000,
    )


def _pictures(rng: random.Random, clients: list) -> dict:
    """As many points as a review of this size keeps."""
    dots = [
        {"client": one.pk, "name": one.name, "hours": rng.random() * 99, "margin": rng.randrange(-(10**6), 10**6), "named": n % 20 == 0}
        for n, one in enumerate(clients[::25])
    ]  # fmt: skip
    steps = [[n, rng.randrange(10**8)] for n in range(0, CLIENTS, CLIENTS // 300)]
    return {
        "map": dots,
        "whale": {"steps": steps, "peak": 1, "peak_at": 1, "total": 1, "unknown": 0},
        "sides": [],
    }


def _standing(rng: random.Random, review: object, client: object, rank: int) -> object:
    from amicable.signs import all_signs  # noqa: PLC0415
    from amicable.web.portfolio.models import Standing  # noqa: PLC0415

    strong = rng.sample(sorted(all_signs()), rng.randint(0, 4)) if rank <= CLIENTS // 20 else []
    course, points = rng.choice(COURSES), rng.random() * 9
    return Standing(
        review=review, client=client, rank=rank, name=client.name, name_searched=client.name.casefold(),
        segment=rng.choice(("retail", "trades", "")), since_on=date(2020, 1, 1), course=course,
        points=points, open_rank=rank, open_course=course, open_points=points, trend=rng.choice(("rising", "falling", "steady", "")),
        signs=[
            {"sign": name, "events": 11, "exposure": 14, "rate": 0.7857, "peer_rate": 0.2, "strength": 2.5, "trend": "rising"}
            for name in strong
        ],
        revenue=rng.randrange(10**8), margin=rng.randrange(-(10**7), 10**7), hours=rng.random() * 400,
        margin_per_hour=rng.randrange(10**5),
    )  # fmt: skip


def _session() -> str:
    from django.conf import settings  # noqa: PLC0415
    from django.test import Client as Browser  # noqa: PLC0415

    from amicable.web.accounts.models import Person  # noqa: PLC0415

    person = Person.objects.first() or Person.objects.create_user(
        "owner@example.com", name="Owner", role="owner"
    )
    browser = Browser()
    browser.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    return str(browser.cookies[settings.SESSION_COOKIE_NAME].value)


# ---- a server, and what it costs


@dataclass(frozen=True)
class Server:
    """A server under way, and how to ask it."""

    started: subprocess.Popen
    port: int
    session: str

    def connect(self) -> http.client.HTTPConnection:
        """A connection that is kept open."""
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)

    def ask(self, line: http.client.HTTPConnection, path: str, *, send: str | None = None) -> int:
        """Ask for a page, or send a form; the status."""
        headers = {"Cookie": f"sessionid={self.session}; csrftoken={TOKEN}", "X-CSRFToken": TOKEN}
        if send is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        line.request("GET" if send is None else "POST", path, send, headers)
        answer = line.getresponse()
        answer.read()
        return answer.status

    def rows(self, line: http.client.HTTPConnection, path: str) -> int:
        """Rows below the head of the list on a page."""
        line.request("GET", path, headers={"Cookie": f"sessionid={self.session}"})
        return line.getresponse().read().count(b"<tr") - 1

    def spent(self) -> float:
        """Processor seconds of the worker so far."""
        children = Path(f"/proc/{self.started.pid}/task/{self.started.pid}/children").read_text("ascii")
        return sum(_processor(int(pid)) for pid in children.split())


def _processor(pid: int) -> float:
    told = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(") ")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def _serving(place: Path, session: str) -> Iterator[Server]:
    """The product with the admin beside it, in one worker."""
    port = _free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
               "--workers", "1", "--blocking-threads", "8", "--no-log", "amicable.web.wsgi:application"]  # fmt: skip
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, env=os.environ | {"AMICABLE_LEDGER": str(place)}, stderr=quiet) as started:  # noqa: S603 (our own program)
        try:
            _until_it_answers(port, "/health/")
            yield Server(started, port, session)
        finally:
            started.send_signal(signal.SIGTERM)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _until_it_answers(port: int, path: str) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            line = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
            line.request("GET", path)
            if line.getresponse().status == http.HTTPStatus.OK:
                return
        except OSError:
            time.sleep(0.01)
    raise SystemExit(f"no answer from {path}")


# ---- parts


LISTS = {"our list": "/clients/", "Django's admin": "/admin/portfolio/standing/"}


def _lists(place: Path, session: str) -> Iterator[str]:
    """One person pages through both lists, with a warm server."""
    took: dict[str, list[float]] = {name: [] for name in LISTS}
    cpu = dict.fromkeys(LISTS, 0.0)
    with _serving(place, session) as server:
        line = server.connect()
        time.sleep(4)  # the review that the server makes by itself at its start is over
        for path in LISTS.values():
            for _ in range(10):
                if server.rows(line, path) < ROWS:
                    raise SystemExit(f"{path} does not show {ROWS} clients")
        for _ in range(ROUNDS):
            for name, path in LISTS.items():
                before = server.spent()
                took[name] += [_timed(lambda path=path: server.ask(line, path)) for _ in range(EACH)]
                cpu[name] += server.spent() - before
    yield "| 50 rows of 50,000 | questions | cpu ms | p50 ms | p95 ms |\n| --- | ---: | ---: | ---: | ---: |"
    for name, path in LISTS.items():
        ms = sorted(one * 1000 for one in took[name])
        spent = cpu[name] / len(ms) * 1000
        yield f"| {name} | {_questions(path)} | {spent:.1f} | {median(ms):.1f} | {quantiles(ms, n=20)[-1]:.1f} |"
    ours, theirs = (median(took[name]) for name in LISTS)
    less = cpu["Django's admin"] / cpu["our list"]
    yield f"\nOurs is {theirs / ours:.1f} times as quick (p50), with {less:.1f} times less of the processor."


def _timed(what: Callable[[], object]) -> float:
    began = time.perf_counter()
    what()
    return time.perf_counter() - began


def _questions(path: str) -> int:
    """Questions that one page puts to the database."""
    from django.conf import settings  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from django.test import Client as Browser  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    browser = Browser(headers={"host": "localhost"})
    browser.cookies[settings.SESSION_COOKIE_NAME] = _session()
    browser.get(path)
    with CaptureQueriesContext(connection) as asked:
        browser.get(path)
    return len(asked)


def _writers(place: Path, session: str, first: int) -> Iterator[str]:
    """Sixteen people answer at once how it is to work with a client; each answer is also an entry of the diary."""
    with _serving(place, session) as server, ThreadPoolExecutor(WRITERS) as people:
        began = time.perf_counter()
        answers = [
            status
            for done in people.map(lambda n: _answer(server, first + n), range(WRITERS))
            for status in done
        ]
        seconds = time.perf_counter() - began
    wrong = [status for status in answers if status != http.HTTPStatus.FOUND]
    yield f"\n{WRITERS} writers at once on SQLite: {len(answers)} answers, {len(wrong)} errors, {len(answers) / seconds:.0f} a second."


def _answer(server: Server, client: int) -> list[int]:
    line = server.connect()
    return [server.ask(line, f"/clients/{client}/pulse/", send=f"score={n % 5 + 1}") for n in range(WRITES)]


def _first_page() -> Iterator[str]:
    """From the command to the first page, on a folder that is not there yet."""
    runs = [_start() for _ in range(3)]
    yield f"\n`amicable serve` on an empty folder: first page after {median(runs):.2f} s."


def _start() -> float:
    with tempfile.TemporaryDirectory() as folder:
        port = _free_port()
        words = ["-m", "amicable", "serve", "--ledger", f"{folder}/ledger", "--port", str(port)]
        clean = {
            name: value for name, value in os.environ.items() if not name.startswith(("AMICABLE", "DJANGO"))
        }
        began = time.perf_counter()
        quiet = subprocess.DEVNULL
        with subprocess.Popen([sys.executable, *words], env=clean, stdout=quiet, stderr=quiet) as started:  # noqa: S603 (our own program)
            try:
                _until_it_answers(port, "/account/login/")
                return time.perf_counter() - began
            finally:
                started.send_signal(signal.SIGTERM)
