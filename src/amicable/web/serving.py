"""Bringing the application up: the database made or brought up to date, the first link, the server."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from amicable.i18n import N_
from amicable.refusal import Refusal

THREADS = 8
"""Requests answered at once by one process; most of their time they wait for the database or the disk."""
SERVED = "AMICABLE_SERVED"
"""Names the process that serves: no worker may outlive it."""
READY = "AMICABLE_READY"
"""Names a file that appears when the database is set up: workers wait for it, once they have loaded all pages."""
PATIENCE = "10s"
"""How long a request may go on after somebody asked the server to stop."""


class PortTaken(Refusal):
    """Something else listens there."""


class NoDatabase(Refusal):
    """The database cannot be reached or written to."""


def point_at(ledger: Path, *, demo: bool = False) -> None:
    """Tell the application, and every process started from here, which ledger it is about."""
    os.environ["AMICABLE_LEDGER"] = str(ledger)
    os.environ["AMICABLE_DEMO"] = "1" if demo else ""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amicable.web.settings")


def load(ledger: Path, *, demo: bool = False) -> None:
    """Load Django for this ledger, and touch nothing."""
    point_at(ledger, demo=demo)
    import django  # noqa: PLC0415 (needs the environment that was just set)

    django.setup()


def set_up(ledger: Path, *, demo: bool = False) -> None:
    """Load Django for this ledger, bring its database up to date, and end what an earlier run left open."""
    load(ledger, demo=demo)
    from amicable.engines.ledger import Ledger  # noqa: PLC0415 (loads for a while)

    Ledger.open(ledger)
    bring_up_to_date()
    from amicable.web.jobs.reaping import reap  # noqa: PLC0415 (after Django has been set up)

    reap()


def bring_up_to_date() -> None:
    """Make the tables of the database, or change them as this version needs them."""
    from django.core.management import call_command  # noqa: PLC0415 (after Django has been set up)
    from django.db import OperationalError  # noqa: PLC0415

    try:
        call_command("migrate", verbosity=0, skip_checks=True)  # the checks would load every page's code
        call_command("createcachetable", verbosity=0)
    except OperationalError as error:
        raise NoDatabase(
            N_("The database does not answer: {reason}. Start it, or check AMICABLE_DATABASE."),
            reason=str(error).partition("\n")[0],
        ) from error


def serve(
    ready: Callable[[], None],
    host: str,
    port: int,
    *,
    workers: int = 1,
    then: Callable[[], None] | None = None,
) -> int:
    """Start the server, which loads all pages while `ready` sets up the database; its exit code when it ends.

    `then` goes on beside the answering server.
    """
    with TemporaryDirectory(prefix="amicable-") as folder:
        mark = Path(folder) / "ready"
        os.environ[READY] = str(mark)
        _surround(workers, os.getpid())
        server = subprocess.Popen(_command(host, port, workers), start_new_session=True)  # noqa: S603 (our own interpreter)

        def end(*_given: object) -> None:
            server.terminate()
            if not mark.exists():
                raise KeyboardInterrupt

        for asked in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(asked, end)
        try:
            ready()
            mark.touch()
            if then:
                then()
        except BaseException:
            server.kill()
            server.wait()
            raise
        return server.wait()


def _command(host: str, port: int, workers: int) -> list[str]:
    where = ("--interface", "wsgi", "--host", host, "--port", str(port), "--workers", str(workers))
    more = ("--blocking-threads", str(THREADS), "--workers-kill-timeout", PATIENCE)
    quiet = ("--no-log", "--respawn-failed-workers")
    return [sys.executable, "-m", "granian", *where, *more, *quiet, "amicable.web.wsgi:application"]


def _surround(workers: int, process: int) -> None:
    os.environ[SERVED] = str(process)
    os.environ.pop("PROMETHEUS_MULTIPROC_DIR", None)
    if workers > 1:
        _count_together()


def _count_together() -> None:
    """Several workers add up their counters in files, else /metrics would show one worker's at a time."""
    folder = Path(os.environ["AMICABLE_LEDGER"]) / "web" / "metrics"
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.mkdir()
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)


def refuse_foreign(ledger: Path) -> None:
    """Say so before anything is written if the folder holds other things and no ledger."""
    if ledger.exists() and not (ledger / "manifest.json").exists():
        from amicable.engines.ledger import Ledger  # noqa: PLC0415 (loads for a while)

        Ledger.open(ledger)


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
