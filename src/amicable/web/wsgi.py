"""The application for a WSGI server."""

import os
from contextlib import suppress
from threading import Thread

from django.core.wsgi import get_wsgi_application

from amicable.refusal import Refusal

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amicable.web.settings")
application = get_wsgi_application()


def warm() -> None:
    """Make the review before the first person asks for a dossier; an empty ledger has none."""
    from amicable.web.portfolio.reviewing import ledger, make  # noqa: PLC0415 (after Django has been set up)

    with suppress(Refusal):
        make(ledger())


Thread(target=warm, name="warm", daemon=True).start()
