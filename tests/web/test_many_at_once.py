"""Sixteen people write at the same moment: nobody sees an error, nothing is lost, the diary holds."""

import http.client
import json
import os
import re
import socket
import subprocess
import sys
import threading
import time
from urllib.parse import urlencode

import pytest

PEOPLE, ROUNDS = 16, 4
SET_UP = """
import json, sys
from pathlib import Path
from amicable.web import serving
serving.set_up(Path(sys.argv[1]))
from importlib import import_module
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from amicable.web.accounts.models import Person
from amicable.web.portfolio.models import Client
store = import_module(settings.SESSION_ENGINE).SessionStore
client = Client.objects.create(client_id="own:C1", name="Vermell Foods")
keys = []
for number in range(int(sys.argv[3])):
    person = Person.objects.create_user(f"p{number}@example.com", "a long enough password", name=f"P{number}", role="manager")
    session = store()
    session.update({SESSION_KEY: str(person.pk), BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0], HASH_SESSION_KEY: person.get_session_auth_hash()})
    session.save()
    keys.append(session.session_key)
print(json.dumps({"client": client.pk, "keys": keys}), flush=True)
serving.serve(lambda: None, "127.0.0.1", int(sys.argv[2]))
"""
COUNT = """
import json, sys
from pathlib import Path
from amicable.web import serving
serving.set_up(Path(sys.argv[1]))
from amicable.web.diary.queries import verify
from amicable.web.frontline.models import Incident, Pulse
proof = verify()
print(json.dumps({"incidents": Incident.objects.count(), "pulses": Pulse.objects.count(), "entries": proof.entries, "holds": proof.holds}))
"""


@pytest.fixture
def served(tmp_path):
    """The application as it is served to a firm: the address, a client, a session for each person."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-c", SET_UP, str(tmp_path / "ledger"), str(port), str(PEOPLE)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment()) as server:  # fmt: skip
        complaints: list[str] = []
        reading = threading.Thread(target=lambda: complaints.extend(server.stderr), daemon=True)
        reading.start()
        line = server.stdout.readline()
        assert line, complaints
        _wait(port)
        yield {"port": port, "ledger": tmp_path / "ledger", "complaints": complaints, **json.loads(line)}
        server.terminate()


def environment() -> dict[str, str]:
    """Without what the tests' own settings have put there."""
    ours = {"AMICABLE_LEDGER", "AMICABLE_DATABASE", "DJANGO_SETTINGS_MODULE"}
    return {name: value for name, value in os.environ.items() if name not in ours}


def _wait(port: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the server did not begin to listen within 30 seconds")


class Writer:
    """One person with a browser of their own, which keeps its cookies."""

    def __init__(self, served, key: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", served["port"], timeout=60)
        self.cookies = {"sessionid": key}
        self.client = served["client"]

    def ask(self, method: str, path: str, **values) -> tuple[int, str]:
        """Status and body of an answer."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if values:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, urlencode(values), headers)
        answer = self.connection.getresponse()
        for header in answer.headers.get_all("Set-Cookie") or ():
            name, value = header.split(";")[0].split("=", 1)
            self.cookies[name] = value
        return answer.status, answer.read().decode()

    def writes(self, statuses: list[int]) -> None:
        """Several incidents and pulses, one after another."""
        _, page = self.ask("GET", "/incidents/new/")
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page).group(1)
        for number in range(ROUNDS):
            incident = {
                "client": self.client,
                "kind": "other",
                "note": f"Round {number}",
                "happened_on": "2026-01-05",
            }
            for path, given in (
                ("/incidents/new/", incident),
                (f"/clients/{self.client}/pulse/", {"score": 1 + number % 5}),
            ):
                status, _ = self.ask("POST", path, csrfmiddlewaretoken=token, **given)
                statuses.append(status)


def test_sixteen_people_write_at_once_without_an_error(served):
    statuses: list[int] = []
    threads = [
        threading.Thread(target=Writer(served, key).writes, args=(statuses,)) for key in served["keys"]
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    assert statuses == [302] * (PEOPLE * ROUNDS * 2)
    assert not [line for line in served["complaints"] if '"level": "error"' in line]
    counted = subprocess.run(
        [sys.executable, "-c", COUNT, str(served["ledger"])], capture_output=True, text=True, check=True, env=environment()
    )  # fmt: skip
    found = json.loads(counted.stdout.splitlines()[-1])
    assert found == {
        "incidents": PEOPLE * ROUNDS,
        "pulses": PEOPLE,
        "entries": PEOPLE * ROUNDS * 2,
        "holds": True,
    }
