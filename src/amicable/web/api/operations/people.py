"""The people of the firm."""

from datetime import datetime

from django.http import Http404, HttpRequest
from ninja import Schema

from amicable.i18n import N_
from amicable.web.accounts.models import Person
from amicable.web.api.routes import Routes
from amicable.web.api.shapes import Number, Page, Paged, piece
from amicable.web.rights import PEOPLE

ROUTES = Routes.about(N_("People"))


class PersonAnswer(Schema):
    """One person."""

    number: int
    email: str
    name: str
    role: str
    language: str
    is_active: bool
    joined_at: datetime

    @staticmethod
    def resolve_number(person: Person) -> int:
        """The person's number."""
        return int(person.pk)


@ROUTES.get("people", PEOPLE, N_("The people of the firm"), Page[PersonAnswer])
def people(request: HttpRequest, asked: Paged) -> dict[str, object]:  # noqa: ARG001 (the signature of an operation)
    """In the order of names."""
    return piece(Person.objects.order_by("name", "pk"), asked)


@ROUTES.get("people/{int:number}", PEOPLE, N_("One person of the firm"), PersonAnswer)
def one_person(request: HttpRequest, number: Number) -> Person:  # noqa: ARG001 (the signature of an operation)
    """By the number."""
    found = Person.objects.filter(pk=number).first()
    if not found:
        raise Http404
    return found
