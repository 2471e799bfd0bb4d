"""Endings go on through crashes and beside a second server: no deadline is lost, no letter leaves twice."""

import asyncio
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest

from tests.web.sink import Sink, body, taking_mail

from . import closing_steps

KILLS = int(os.environ.get("AMICABLE_KILLS_CLOSING", "5"))
PATIENCE = 1.0
"""Seconds within which the program is killed; one moment of an ending takes about a thirtieth of it."""
CLEAN = {name: value for name, value in os.environ.items() if not name.startswith(("AMICABLE", "DJANGO"))}
"""What the programs are told of the surroundings: nothing of the settings of these tests."""


class SlowSink(Sink):
    """A mail server that takes its time before it takes a letter, and before it says so."""

    async def handle_DATA(self, server, session, envelope) -> str:  # noqa: N802 (the name that aiosmtpd calls)
        """Long enough for a program to be killed while nobody can know whether the letter went."""
        await asyncio.sleep(0.01)
        said = await super().handle_DATA(server, session, envelope)
        await asyncio.sleep(0.01)
        return said


@pytest.fixture
def post():
    """The mail server, and its port."""
    handler = SlowSink()
    with taking_mail(handler) as server:
        yield handler, server.port


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    place = tmp_path_factory.mktemp("closing") / "ledger"
    subprocess.run(command("prepare", place), env=CLEAN, check=True)
    return place


@pytest.fixture
def ledger(prepared, tmp_path):
    return shutil.copytree(prepared, tmp_path / "ledger")


def command(*words: object) -> list[str]:
    return [sys.executable, closing_steps.__file__, *map(str, words)]


def begin(ledger, port: int, seed: int, endings: int) -> subprocess.Popen[str]:
    """A program of its own that goes through endings."""
    return subprocess.Popen(command("go", ledger, port, seed, endings), env=CLEAN, stderr=subprocess.PIPE, text=True)  # fmt: skip


@contextmanager
def standing(ledger, port: int) -> Iterator[Callable[[int], int]]:
    """What starts a process that goes through endings, warm, and gives its number."""
    words = command("stand", ledger, port)
    with subprocess.Popen(words, env=CLEAN, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as stands:  # fmt: skip

        def start(seed: int) -> int:
            stands.stdin.write(f"{seed}\n")
            stands.stdin.flush()
            return int(stands.stdout.readline())

        yield start
        stands.stdin.close()


def kill(number: int) -> None:
    """End a process at once, and wait until it is gone."""
    os.kill(number, signal.SIGKILL)
    with suppress(ProcessLookupError):
        while True:
            os.kill(number, 0)


def account(ledger) -> dict:
    """What the database says."""
    told = subprocess.run(command("account", ledger), env=CLEAN, check=True, capture_output=True, text=True)
    return json.loads(told.stdout)


def finish(ledger, port: int) -> dict:
    """Let one program end everything that was begun, and see what there is."""
    last = begin(ledger, port, 0, account(ledger)["endings"])
    assert last.wait() == 0, last.stderr.read()
    return account(ledger)


def holds(found: dict, sink: Sink) -> None:
    """Every deadline was told once, every letter left once, or waits for a person who decides."""
    arrived = Counter(one["Message-ID"] for one in sink.letters())
    assert set(arrived.values()) == {1}, "a letter left twice"
    letters = {f"<{one['id']}@amicable.invalid>": one for one in found["letters"]}
    assert {one["state"] for one in found["letters"]} <= {"sent", "unsure"}
    assert {one["state"] for one in found["posted"]} <= {"sent", "doubtful"}
    known = {name: one["state"] for name, one in letters.items()} | {one["message_id"]: one["state"] for one in found["posted"]}  # fmt: skip
    assert {name for name, state in known.items() if state == "sent"} <= set(arrived), "a letter is lost"
    assert set(arrived) <= set(known)
    texts = [body(one) for one in sink.letters() if one["Message-ID"] in letters]
    texts += [one["text"] for name, one in letters.items() if name not in arrived]  # a person sees them
    lines = Counter(line for text in texts for line in text.splitlines() if line.startswith("– "))
    assert set(lines.values()) == {1}, "something was told twice"
    assert lines.total() == found["swept"], "something that was due was told to nobody"
    assert (found["undone"], found["diary"]) == (0, True)
    assert found["tasks"] == [3], "a task has not all of its deadlines"
    assert len(found["posted"]) == found["endings"]


def test_endings_killed_anywhere_lose_no_deadline_and_send_nothing_twice(ledger, post):
    sink, port = post
    chance = random.Random(8)
    with standing(ledger, port) as start:
        for seed in range(KILLS):
            running = start(seed)
            time.sleep(chance.uniform(0, PATIENCE))
            kill(running)
    found = finish(ledger, port)
    holds(found, sink)
    unsure = sum(one["state"] in ("unsure", "doubtful") for one in [*found["letters"], *found["posted"]])
    print(f"{KILLS} kills, {found['endings']} endings, {found['deadlines']} deadlines, {len(sink.taken)} letters, {unsure} in doubt")  # noqa: T201 (what ./run kill-closing is asked for)  # fmt: skip


def test_two_servers_at_once_tell_and_send_everything_once(ledger, post):
    sink, port = post
    both = [begin(ledger, port, seed, 2) for seed in (1, 2)]
    for one in both:
        assert one.wait() == 0, one.stderr.read()
    found = account(ledger)
    assert found["endings"] == 2
    holds(found, sink)
