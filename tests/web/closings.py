"""A closing to test with: a client of which nothing is recorded, told on a day."""

from datetime import date, timedelta

from amicable.web.cases.models import Case
from amicable.web.closing.models import Closing
from amicable.web.closing.offboarding.actions import begin
from amicable.web.portfolio.models import Client
from amicable.web.rights import Role

TOLD_ON = date(2026, 11, 2)
END_ON = date(2026, 12, 31)
NAME = "Vermell Foods"


def told_case(people, state: str = "told", name: str = NAME, client_id: str = "own:1") -> Case:
    """A case that the manager leads, in which the client was told."""
    client, _ = Client.objects.get_or_create(client_id=client_id, defaults={"name": name})
    return Case.objects.create(
        client=client, state=state, led_by=people[Role.MANAGER], opened_by=people[Role.MANAGER]
    )


def begun(people, case: Case | None = None, **more) -> Closing:
    """Its offboarding, laid out."""
    given = {"told_on": TOLD_ON, "end_on": END_ON} | more
    return begin(by=people[Role.COORDINATOR], case=case or told_case(people), given=given)


def shift(closing: Closing, days: int) -> None:
    """As if everything had happened so many days earlier."""
    for one in (closing, *closing.tasks.all()):
        for name in ("told_on", "end_on", "erase_on", "due_on"):
            if hasattr(one, name):
                setattr(one, name, getattr(one, name) - timedelta(days=days))
        one.save()
