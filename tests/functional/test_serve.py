"""`amicable serve` and `amicable demo` as a person starts them: a page soon, a clean end, no process left behind."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import HTTPCookieProcessor, ProxyHandler, build_opener

import pytest

from amicable.cli import main

ROOT = Path(__file__).parents[2]
SOON = 240.0
"""Seconds after which we give up; `./run bench web` measures how soon it really is."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def surroundings() -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith(("AMICABLE", "DJANGO"))}
    return own | {"AMICABLE_LANG": "en", "PYTHONUNBUFFERED": "1"}


@dataclass
class Served:
    """A server under way."""

    started: subprocess.Popen
    port: int
    folder: Path

    def get(self, path: str) -> tuple[int, str]:
        """Status and text of a page."""
        opener = build_opener(ProxyHandler({}), HTTPCookieProcessor(CookieJar()))
        try:
            with opener.open(f"http://127.0.0.1:{self.port}{path}", timeout=SOON) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as error:
            return error.code, error.read().decode()

    @property
    def told(self) -> str:
        """What it has printed so far."""
        return (self.folder / "out").read_text(encoding="utf-8")

    def wait(self) -> None:
        """Wait until it answers."""
        until = time.monotonic() + SOON
        while time.monotonic() < until:
            assert self.started.poll() is None, (self.folder / "err").read_text(encoding="utf-8")
            try:
                self.get("/health/")
            except (URLError, OSError):
                time.sleep(0.05)
            else:
                return
        pytest.fail(self.told + (self.folder / "err").read_text(encoding="utf-8"))

    def below(self) -> list[int]:
        """Processes that it, and they in turn, have started."""
        listed = subprocess.run(
            ["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True
        ).stdout
        pairs = [tuple(map(int, line.split())) for line in listed.splitlines()]
        found = [self.started.pid]
        for pid in found:
            found += [child for child, parent in pairs if parent == pid]
        return found[1:]


@contextmanager
def served(folder: Path, *words: str):
    """The program with these words, on a free port."""
    port = free_port()
    command = [sys.executable, "-m", "amicable", *words, "--port", str(port)]
    with (folder / "out").open("w") as out, (folder / "err").open("w") as err:
        started = subprocess.Popen(command, cwd=ROOT, env=surroundings(), stdout=out, stderr=err)
    running = Served(started, port, folder)
    try:
        running.wait()
        yield running
    finally:
        for pid in [*running.below(), started.pid]:
            if alive(pid):
                os.kill(pid, signal.SIGKILL)
        started.wait()


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").split()[2] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def gone(pids: list[int]) -> bool:
    """Whether all of them end within a few seconds."""
    until = time.monotonic() + SOON
    while time.monotonic() < until:
        if not any(alive(pid) for pid in pids):
            return True
        time.sleep(0.05)
    return False


def test_it_answers_on_a_folder_that_is_not_there_yet_and_tells_the_first_link(tmp_path):
    with served(tmp_path, "serve", "--ledger", str(tmp_path / "new" / "ledger")) as running:
        status, text = running.get("/ready/")
        assert (status, json.loads(text)["checks"]["database"]) == (200, True)
        assert running.get("/account/login/")[0] == 200
        link = re.search(r"http://127\.0\.0\.1:\d+(/welcome/[\w-]+/)", running.told)
        assert link
        assert link.group(1) not in (tmp_path / "err").read_text(encoding="utf-8")


@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGINT], ids=["terminate", "Ctrl+C"])
def test_it_ends_when_asked_and_leaves_no_process_behind(tmp_path, asked):
    with served(tmp_path, "serve", "--ledger", str(tmp_path / "ledger"), "--workers", "2") as running:
        workers = running.below()
        assert len(workers) >= 3  # the server and its two workers
        running.started.send_signal(asked)
        assert running.started.wait(SOON) == 0
        assert gone(workers)


def test_workers_end_even_if_the_server_is_killed_hard(tmp_path):
    with served(tmp_path, "serve", "--ledger", str(tmp_path / "ledger")) as running:
        workers = running.below()
        running.started.kill()
        running.started.wait()
        assert gone(workers)


def test_a_database_that_does_not_answer_is_refused_in_a_sentence(tmp_path):
    words = ["serve", "--ledger", str(tmp_path / "ledger"), "--port", str(free_port())]
    done = subprocess.run(
        [sys.executable, "-m", "amicable", *words],
        cwd=ROOT,
        env=surroundings() | {"AMICABLE_DATABASE": "postgresql://nobody@127.0.0.1:9/nothing"},
        capture_output=True,
        text=True,
        timeout=SOON,
        check=False,
    )
    assert done.returncode == 2
    assert "AMICABLE_DATABASE" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_that_holds_other_things_is_refused_and_left_as_it_is(tmp_path, capsys):
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "holiday.jpg").touch()
    assert main(["serve", "--ledger", str(tmp_path / "photos"), "--port", str(free_port())]) == 2
    assert "no ledger" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "photos").iterdir()] == ["holiday.jpg"]


def test_a_port_that_is_taken_is_refused_in_a_sentence(tmp_path, capsys):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        assert main(["serve", "--ledger", str(tmp_path / "ledger"), "--port", port]) == 2
    assert f"port {port}" in capsys.readouterr().err
    assert not (tmp_path / "ledger").exists()


def test_the_demo_opens_the_portfolio_signed_in_by_itself(tmp_path):
    place = tmp_path / "demo"
    assert main(["demo", "--folder", str(place), "--no-serve"]) == 0
    with served(tmp_path, "demo", "--folder", str(place)) as running:
        status, page = running.get("/clients/")
        assert status == 200
        assert page.count("<tr") > 50
        assert f"http://127.0.0.1:{running.port}/" in running.told
        running.started.send_signal(signal.SIGINT)
        assert running.started.wait(SOON) == 0
