"""amicable serve: the web application on this ledger."""

import argparse
import sys

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


def run(given: argparse.Namespace) -> int:
    """Bring the application up and answer until stopped."""
    from amicable.web import serving

    serving.refuse_taken(given.host, given.port)
    serving.set_up(folder(given))
    from amicable.web.accounts.actions import first_token

    address = f"http://{given.host}:{given.port}"
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
    serving.serve(given.host, given.port, workers=given.workers)
    return 0


COMMAND = Command("serve", 8, N_("run the web application for the firm"), arguments, run)
