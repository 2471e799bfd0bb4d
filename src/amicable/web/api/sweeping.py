"""The thread that looks for deliveries that are due: woken when one is written, else twice a minute."""

import threading

import structlog
from django.db import close_old_connections

LOG = structlog.get_logger("amicable.webhooks")
EVERY_SECONDS = 30.0
_woken = threading.Event()


def wake() -> None:
    """There is something to deliver."""
    _woken.set()


def sweep() -> None:
    """Deliver what is due, for ever."""
    from amicable.web.api.delivering import deliver_due  # noqa: PLC0415 (after Django has been set up)

    while True:
        _woken.wait(EVERY_SECONDS)
        _woken.clear()
        close_old_connections()
        try:
            deliver_due()
        except Exception:
            LOG.exception("webhooks could not be delivered")
        finally:
            close_old_connections()
