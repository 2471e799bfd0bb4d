"""Reading mandates: may somebody do it now, what a month has cost, what waits for an answer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet, Sum
from django.http import Http404

from amicable.decision.mandate import ACTS, Answer, Asked, Spent, Terms, Verdict, may, month_of
from amicable.i18n import N_
from amicable.web.accounts.models import Person
from amicable.web.frontline.clock import today
from amicable.web.mandates.models import Booking, Budget, Mandate, Request
from amicable.web.portfolio.models import Client, Standing
from amicable.web.portfolio.queries import clients_seen_by, latest_review
from amicable.web.portfolio.reviewing import NoFacts, reading
from amicable.web.rendering import firm
from amicable.web.rights import DECIDE, Role

UNLIMITED = N_("Yes, you may do this now. No mandate limits an owner here; it is written down all the same.")


def in_force() -> QuerySet[Mandate]:
    """Every line that holds now."""
    return Mandate.objects.filter(ended_at=None, currency=firm().currency).select_related("above")


def lines_of(person: Person, action: str) -> QuerySet[Mandate]:
    """The lines of the person's role about one action."""
    return in_force().filter(role=person.role, action=action)


def spent(lines: Sequence[Mandate], client: Client, month: date) -> list[tuple[Terms, Spent]]:
    """Each line with what it has given this month."""
    numbers = [line.pk for line in lines]
    given = dict(Budget.objects.filter(mandate__in=numbers, month=month).values_list("mandate", "spent"))
    own = Booking.objects.filter(mandate__in=numbers, month=month, client=client, taken_back_at=None)
    to_client = dict(own.order_by().values_list("mandate").annotate(Sum("amount")))
    return [(line.terms, Spent(int(to_client.get(line.pk, 0)), int(given.get(line.pk, 0)))) for line in lines]


def answered(person: Person, client: Client, action: str, amount: int, at: datetime) -> Answer:
    """Whether the person may do it for the client now; `amount` in minor units."""
    lines = list(lines_of(person, action))
    if not lines and person.role == Role.OWNER:
        return Answer(Verdict.YES, UNLIMITED)
    return may(spent(lines, client, month_of(today(at))), asked(client, action, amount, lines))


def asked(client: Client, action: str, amount: int, lines: Iterable[Mandate] = ()) -> Asked:
    """The question with what the records tell about the client; signs count as the latest review found them."""
    standing = Standing.objects.filter(review=latest_review(), client=client).first()
    shows = frozenset(one["sign"] for one in standing.signs) if standing else frozenset()
    kind = _kind(client) if ACTS[action].only and any(lines) else ""
    return Asked(
        action=action,
        amount=amount if ACTS[action].spends else 0,
        segment=standing.segment if standing else "",
        shows=shows,
        kind=kind,
    )


def _kind(client: Client) -> str:
    """Whether the ledger knows the client as a business or a consumer; empty: it does not say."""
    try:
        with reading() as review:
            clients = review.facts.evidence.clients
            found = clients.filter(clients.client_id == client.client_id).kind.to_pyarrow().to_pylist()
    except NoFacts:
        return ""
    return str(found[0] or "") if found else ""


def people_to_ask() -> QuerySet[Person]:
    """Who can be named as the one to ask."""
    return Person.objects.filter(role__in=sorted(DECIDE.writes), is_active=True)


def requests_seen_by(person: Person) -> QuerySet[Request]:
    """One's own, those one is asked, and those about the clients one sees."""
    seen = Q(client__in=clients_seen_by(person)) | Q(asked_by=person) | Q(of=person)
    return Request.objects.filter(seen).select_related("client", "asked_by", "of", "answered_by")


def request_seen_by(person: Person, number: int) -> Request:
    """The request of this number; one the person may not see does not exist for them."""
    found: Request | None = requests_seen_by(person).filter(pk=number).first()
    if not found:
        raise Http404
    return found


def waiting_for(person: Person) -> QuerySet[Request]:
    """Requests that this person can answer."""
    found = requests_seen_by(person).filter(state="open").exclude(asked_by=person)
    return found if person.role == Role.OWNER else found.filter(of=person)


def bookings_seen_by(person: Person) -> QuerySet[Booking]:
    """What was booked for the clients that the person sees, and by the person."""
    seen = Q(client__in=clients_seen_by(person)) | Q(person=person)
    return Booking.objects.filter(seen).select_related("client", "person", "mandate", "request__answered_by")


def booking_seen_by(person: Person, number: int) -> Booking:
    """The booking of this number; one the person may not see does not exist for them."""
    found: Booking | None = bookings_seen_by(person).filter(pk=number).first()
    if not found:
        raise Http404
    return found


@dataclass(frozen=True)
class Line:
    """One line of the mandate in a month."""

    mandate: Mandate
    spent: int

    @property
    def share(self) -> float | None:
        """How much of the month's budget is gone, 0 to 1; None without a limit."""
        limit = self.mandate.per_month
        return None if limit is None else self.spent / limit if limit else 1.0

    @property
    def left(self) -> int | None:
        """What is left; None without a limit."""
        limit = self.mandate.per_month
        return None if limit is None else limit - self.spent


def month_of_lines(month: date, *, role: str = "") -> list[Line]:
    """Every line that holds, or gave something in that month."""
    given = dict(Budget.objects.filter(month=month).values_list("mandate", "spent"))
    found = Mandate.objects.filter(Q(ended_at=None) | Q(pk__in=given)).select_related("above")
    if role:
        found = found.filter(role=role)
    return [Line(one, given.get(one.pk, 0)) for one in found]


def most_generous(person: Person, month: date, most: int = 5) -> list[dict[str, object]]:
    """Clients that were given something more than once in the month: patterns are seen here first."""
    found = bookings_seen_by(person).filter(month=month, amount__gt=0, taken_back_at=None)
    rows = found.order_by().values("client", "client__name").annotate(times=Count("pk"), amount=Sum("amount"))
    return list(rows.filter(times__gt=1).order_by("-amount")[:most])
