"""The application for a WSGI server, and what goes on beside it: the first review, the sweeper, webhooks."""

import gc
import os
import signal
import threading
import time
from contextlib import suppress
from pathlib import Path

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from amicable.refusal import Refusal
from amicable.web.serving import READY, SERVED

PARENT = os.getppid()
WARM_AFTER_SECONDS = 2.0
"""The first person's first page comes first."""

gc.disable()  # while everything is loaded, nothing becomes garbage, and looking for it takes a third of the time
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amicable.web.settings")
application = get_wsgi_application()


def warm() -> None:
    """Make the review before the first person asks for a dossier, and open the queue; an empty ledger has none."""
    time.sleep(WARM_AFTER_SECONDS)
    from amicable.web.messages.pieces import rule_of  # noqa: PLC0415 (after Django has been set up)
    from amicable.web.messages.records import opened  # noqa: PLC0415
    from amicable.web.portfolio.reviewing import ledger, make  # noqa: PLC0415

    with suppress(Refusal):
        make(ledger())
        with opened() as held:
            rules = held.waiting["rule"].unique().to_pylist()
        for rule in rules:  # the rules of a language are read when one of them is asked for
            rule_of(rule)


def sweep() -> None:
    """Do what is due, every minute."""
    from amicable.web.jobs.sweeper import keep_sweeping  # noqa: PLC0415 (after Django has been set up)

    keep_sweeping(threading.Event())


def tell_webhooks() -> None:
    """Tell webhooks what has happened, as long as the program runs."""
    from amicable.web.api.sweeping import sweep as deliver  # noqa: PLC0415 (after Django has been set up)

    deliver()


def is_served() -> bool:
    """Whether the processes that started this worker are still there."""
    try:
        os.kill(int(os.environ.get(SERVED, PARENT)), 0)
    except ProcessLookupError:
        return False
    return os.getppid() == PARENT


def leave_with_parents() -> None:
    """End this worker, and the server around it, when whoever started them is gone, however hard that one ended."""
    while is_served():
        time.sleep(1)
    if os.getppid() == PARENT:
        os.kill(PARENT, signal.SIGKILL)
    os.kill(os.getpid(), signal.SIGKILL)


def wait_until_ready() -> None:
    """Return when the database is set up, which goes on beside the loading of the pages."""
    mark = os.environ.get(READY)
    while mark and not Path(mark).exists():
        time.sleep(0.01)


if SERVED in os.environ:
    threading.Thread(target=leave_with_parents, name="parents", daemon=True).start()
if get_resolver().url_patterns:
    wait_until_ready()
gc.freeze()  # what was loaded stays, and is not looked at again
gc.enable()
for beside in (warm, sweep, tell_webhooks):
    threading.Thread(target=beside, name=beside.__name__, daemon=True).start()
