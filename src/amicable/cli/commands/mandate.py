"""amicable mandate: may I do this now? By the same mandates and budgets as on the screens."""

import argparse
import sys
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from amicable.cli._asking import answering, folder
from amicable.cli._command import Command
from amicable.i18n import N_, say, spoken
from amicable.refusal import Refusal

if TYPE_CHECKING:
    from amicable.web.accounts.models import Person
    from amicable.web.mandates.actions import Wanted


class NotWanted(Refusal):
    """The question names somebody or something that the application does not know."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its options: what to do, and the question."""
    below = parser.add_subparsers(dest="what", required=True, metavar=say(N_("WHAT")))
    _question(_one(below, "check", N_("whether somebody may do it for a client now"), _check))
    booking = _one(below, "book", N_("write down that it is done, if the mandate covers it"), _book)
    _question(booking)
    booking.add_argument("--reason", default="", help=say(N_("why, in one sentence")))
    _one(below, "list", N_("what each role may do on the spot"), _list)


def _one(below: Any, name: str, about: str, run: Any) -> argparse.ArgumentParser:  # noqa: ANN401 (argparse does not name its type)
    made: argparse.ArgumentParser = below.add_parser(name, help=say(about), description=say(about))
    made.set_defaults(does=run)
    made.add_argument("--ledger", metavar="DIR", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    answering(made, table=False)
    return made


def _act(written: str) -> str:
    """One of the acts that a mandate knows; they are asked for when one is given, because help is to be quick."""
    from amicable.decision.mandate import ACTS

    if written not in ACTS:
        message = N_("There is no “{name}”. There are: {known}.")
        raise argparse.ArgumentTypeError(say(message, name=written, known=", ".join(ACTS)))
    return written


def _question(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--client", required=True, metavar="CLIENT", help=say(N_("its id or name")))
    parser.add_argument(
        "--action", required=True, type=_act, metavar="ACTION", help=say(N_("what shall be done"))
    )
    parser.add_argument(
        "--amount",
        default="0",
        metavar="AMOUNT",
        help=say(N_("how much, in the firm's currency: 45.50")),
    )
    parser.add_argument("--by", required=True, metavar="EMAIL", help=say(N_("the person whose mandate counts")))  # fmt: skip


def run(given: argparse.Namespace) -> int:
    """Answer the question, or book it."""
    from amicable.web import serving

    serving.load(folder(given))  # beside a server that may be running, whose work goes on
    serving.bring_up_to_date()
    from django.utils import translation

    with translation.override(spoken()):
        done: int = given.does(given)
    return done


def _check(given: argparse.Namespace) -> int:
    from amicable.cli import _shown
    from amicable.cli._asking import now
    from amicable.web.mandates.answers import judged
    from amicable.web.mandates.queries import answered

    person, wanted = _asked(given)
    found = answered(person, wanted.client, wanted.action, wanted.amount, now())
    if given.json:
        _shown.as_json("amicable.mandate/1", judged(found))
    else:
        sys.stdout.write(found.said(spoken()) + "\n")
    return 0


def _book(given: argparse.Namespace) -> int:
    from amicable.cli import _shown
    from amicable.cli._asking import now
    from amicable.web.mandates.actions import book
    from amicable.web.mandates.answers import booking

    person, wanted = _asked(given)
    made = book(by=person, wanted=wanted, at=now())
    if given.json:
        _shown.as_json("amicable.booking/1", booking(made))
    else:
        sys.stdout.write(say(N_("It is booked, under the number {number}."), number=made.pk) + "\n")
    return 0


def _list(given: argparse.Namespace) -> int:
    from amicable.cli import _shown
    from amicable.decision.mandate import ACTS
    from amicable.web.mandates.answers import line
    from amicable.web.mandates.queries import in_force
    from amicable.web.rights import TITLES, Role

    rows = [line(one) for one in in_force()]
    if given.json:
        _shown.as_json("amicable.mandates/1", {"lines": rows})
        return 0
    headings = (
        (say(N_("Role")), "left"),
        (say(N_("What")), "left"),
        (say(N_("A client")), "right"),
        (say(N_("A month")), "right"),
        (say(N_("Beyond it")), "left"),
    )
    shown = [
        [say(TITLES[Role(str(one["role"]))]), say(ACTS[str(one["action"])].title), str(one["per_client"] or ""), str(one["per_month"] or ""), str(one["above"])]
        for one in rows
    ]  # fmt: skip
    _shown.console().print(_shown.table(headings, shown))
    return 0


def _asked(given: argparse.Namespace) -> "tuple[Person, Wanted]":
    from amicable.web.accounts.models import Person
    from amicable.web.mandates.actions import Wanted
    from amicable.web.portfolio.models import Client
    from amicable.web.portfolio.queries import clients_seen_by

    person = Person.objects.filter(email__iexact=given.by, is_active=True).first()
    if not person:
        raise NotWanted(
            N_("Nobody with the address {email} can sign in. Give the address of one of the people."),
            email=given.by,
        )
    seen = clients_seen_by(person)
    client: Client | None = seen.filter(client_id=given.client).first() or seen.filter(name=given.client).first()  # fmt: skip
    if not client:
        raise NotWanted(
            N_("{email} sees no client “{name}”. Give its id or its whole name, after the portfolio was reviewed."),
            email=given.by,
            name=given.client,
        )  # fmt: skip
    return person, Wanted(client, given.action, _minor(given.amount), getattr(given, "reason", ""))


def _minor(text: str) -> int:
    from amicable.web.mandates.amounts import minor
    from amicable.web.rendering import firm

    try:
        found = minor(Decimal(text), firm().currency)
    except InvalidOperation:
        found = None
    if found is None or found < 0:
        raise NotWanted(N_("“{text}” is no amount. Write it with a point: 45.50."), text=text)
    return found


COMMAND = Command("mandate", 13, N_("may I do this for a client now? The answer, and the booking"), arguments, run)  # fmt: skip
