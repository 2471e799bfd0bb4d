"""Bringing the application up: the database made or brought up to date, the first link, the server."""

import os
import socket
import sys
from pathlib import Path
from typing import NoReturn

from amicable.i18n import N_
from amicable.refusal import Refusal

THREADS = 8
"""Requests answered at once by one process; most of their time they wait for the database or the disk."""


class PortTaken(Refusal):
    """Something else listens there."""


def set_up(ledger: Path, *, demo: bool = False) -> None:
    """Load Django for this ledger, bring its database up to date, and end what an earlier run left open."""
    os.environ["AMICABLE_LEDGER"] = str(ledger)
    os.environ["AMICABLE_DEMO"] = "1" if demo else ""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amicable.web.settings")
    import django  # noqa: PLC0415 (needs the environment that was just set)

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    from amicable.web.work.actions import reap  # noqa: PLC0415

    reap()


def serve(host: str, port: int, *, workers: int = 1) -> NoReturn:
    """Become the server: a fresh process, since neither threads nor engines survive the forking of its workers."""
    options = ("--interface", "wsgi", "--host", host, "--port", str(port), "--workers", str(workers))
    quiet = ("--blocking-threads", str(THREADS), "--no-log", "--respawn-failed-workers")
    command = [sys.executable, "-m", "granian", *options, *quiet, "amicable.web.wsgi:application"]
    sys.stdout.flush()
    os.execv(sys.executable, command)  # noqa: S606 (no shell; our own interpreter)


def refuse_taken(host: str, port: int) -> None:
    """Say so before anything is started if something else listens there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortTaken(
                N_("Nothing can listen on {host}, port {port}: {reason}. Choose another one with --port."),
                host=host,
                port=port,
                reason=error.strerror,
            ) from error
