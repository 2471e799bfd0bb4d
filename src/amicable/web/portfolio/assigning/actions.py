"""Which employees work with a client, and therefore see it."""

from django.db import transaction
from django.db.models import QuerySet

from amicable.web.accounts.models import Person
from amicable.web.diary.actions import write
from amicable.web.portfolio.models import Assignment, Client
from amicable.web.rights import Role


def assigned(client: Client) -> QuerySet[Assignment]:
    """Who is assigned to the client."""
    return client.assignments.select_related("person").order_by("person__name")


def assignable(client: Client) -> QuerySet[Person]:
    """Employees who are not assigned to the client; all other roles see it anyway."""
    return Person.objects.filter(role=Role.EMPLOYEE, is_active=True).exclude(assignments__client=client)


@transaction.atomic
def assign(*, by: str, client: Client, person: Person) -> Assignment:
    """Let an employee work with the client."""
    made, new = Assignment.objects.get_or_create(client=client, person=person, defaults={"made_by": by})
    if new:
        write("client.assigned", by=by, about=_about(client), person=person.email, name=client.name)
    return made


@transaction.atomic
def unassign(*, by: str, assignment: Assignment) -> None:
    """End it; what the employee wrote stays, and tracks about the client no longer name them."""
    client, person = assignment.client, assignment.person
    assignment.delete()
    for track in client.tracks.filter(people=person):
        track.people.remove(person)
    write("client.unassigned", by=by, about=_about(client), person=person.email, name=client.name)


def _about(client: Client) -> str:
    return f"client:{client.client_id}"[:254]
