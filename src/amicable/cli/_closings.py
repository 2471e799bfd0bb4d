"""Offboardings as people name them on the command line: by the number of the case, or by the client."""

from typing import TYPE_CHECKING

from amicable.i18n import N_
from amicable.refusal import Refusal

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from amicable.web.closing.models import Closing


class NoOffboarding(Refusal):
    """Nothing is being ended for such a client, or in such a case."""


def closings() -> "QuerySet[Closing]":
    """Every offboarding, with what is said of each."""
    from amicable.web.closing.models import Closing

    found: QuerySet[Closing] = Closing.objects.select_related("case__client", "case__led_by")
    return found


def closing_of(named: str) -> "Closing":
    """The offboarding of this case, or the latest of this client: its number, its id, or its whole name."""
    from django.db.models import Q

    about = Q(case__client__client_id=named) | Q(case__client__name__iexact=named)
    wanted = Q(case=int(named)) if named.isdecimal() else about
    found = closings().filter(wanted).order_by("-pk").first()
    if not found:
        raise NoOffboarding(
            N_("There is no offboarding of “{name}”. Give the number of a case, or a client's id or whole name; all are listed by: amicable offboarding"),
            name=named,
        )  # fmt: skip
    return found
