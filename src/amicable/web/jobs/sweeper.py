"""What the application does by itself every minute: a list of small functions, each safe to call at any time."""

import threading

import structlog
from django.conf import settings
from django.db import close_old_connections
from django.utils.module_loading import import_string
from filelock import FileLock, Timeout

LOG = structlog.get_logger("amicable.sweeper")
EVERY_SECONDS = 60.0


def sweep() -> dict[str, int | None]:
    """Call each of settings.SWEEPS once: how much each has done, or None where it failed.

    One process sweeps at a time; where another is at it, nothing is done. What fails is logged, and keeps no
    other from its turn.
    """
    settings.DEPLOYMENT.folder.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(settings.DEPLOYMENT.folder / ".sweep", timeout=0):
            return {path: _one(path) for path in settings.SWEEPS}
    except Timeout:
        return {}


def _one(path: str) -> int | None:
    try:
        done = int(import_string(path)())
    except Exception:
        LOG.exception("sweep failed", sweep=path)
        return None
    if done:
        LOG.info("swept", sweep=path, done=done)
    return done


def keep_sweeping(stopped: threading.Event, *, every: float = EVERY_SECONDS) -> None:
    """Sweep until `stopped`; the first time after one interval, so that the first person waits for nothing."""
    while not stopped.wait(every):
        close_old_connections()
        try:
            sweep()
        finally:
            close_old_connections()
