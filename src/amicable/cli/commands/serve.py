"""amicable serve: the web application on this ledger."""

import argparse
import sys
from pathlib import Path

from amicable.cli._asking import folder
from amicable.cli._command import Command
from amicable.i18n import N_, say

PORT = 8642


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    listening(parser)
    parser.add_argument(
        "--workers", type=int, default=1, metavar="N", help=say(N_("processes that answer (1)"))
    )


def listening(parser: argparse.ArgumentParser) -> None:
    """Add the options for where to listen."""
    parser.add_argument(
        "--host", default="127.0.0.1", help=say(N_("address to listen on (127.0.0.1: this machine only)"))
    )
    parser.add_argument("--port", type=int, default=PORT, help=say(N_("port to listen on (8642)")))


def address_of(host: str, port: int) -> str:
    """What a person on this machine types."""
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def public_address() -> str:
    """What everybody types, where AMICABLE_URL says so."""
    from django.conf import settings

    return str(settings.DEPLOYMENT.address.geturl())


def run(given: argparse.Namespace) -> int:
    """Bring the application up and answer until stopped."""
    from amicable.web import serving

    ledger = folder(given)
    serving.refuse_taken(given.host, given.port)
    serving.refuse_foreign(ledger)
    serving.point_at(ledger)
    return serving.serve(
        lambda: _set_up(ledger, given.host, given.port), given.host, given.port, workers=given.workers
    )


def _set_up(ledger: Path, host: str, port: int) -> None:
    """Set up the database, and say how to get in."""
    from amicable.web import serving

    serving.set_up(ledger)
    from amicable.web.accounts.actions import first_token

    address = public_address() or address_of(host, port)
    if token := first_token():
        sys.stdout.write(
            say(
                N_(
                    "Nobody is here yet. Open this link once to become the owner:\n  {address}/welcome/{token}/"
                ),
                address=address,
                token=token,
            )
            + "\n"
        )
    sys.stdout.write(say(N_("Amicable answers at {address} (stop it with Ctrl+C)."), address=address) + "\n")
    sys.stdout.flush()


COMMAND = Command("serve", 8, N_("run the web application for the firm"), arguments, run)
