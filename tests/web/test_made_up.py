"""The made-up firm has mandates and cases when somebody first looks, so that no screen is empty."""

import pytest

from amicable.web.cases.models import Case
from amicable.web.made_up import fill
from amicable.web.mandates.models import Booking, Mandate
from amicable.web.rights import Role

pytestmark = pytest.mark.usefixtures("people", "reviewed")


def test_a_newcomer_sees_mandates_and_cases_in_several_states_and_they_are_written_once(signed_in):
    fill()
    fill()
    repairing, waiting, opened = (Case.objects.get(pk=pk) for pk in _by_story())
    assert (repairing.state, waiting.state, opened.state) == ("repairing", "open", "open")
    assert Mandate.objects.count() == 4
    assert Booking.objects.count() == 1
    page = signed_in(Role.MANAGER).get(f"/cases/{waiting.pk}/decision/").content.decode()
    assert "Sign as the second person" in page


def _by_story() -> list[int]:
    """The case with a plan, the one with a decision, and the third."""
    first = Case.objects.get(plans__isnull=False).pk
    second = Case.objects.get(records__kind="decision").pk
    return [first, second, Case.objects.exclude(pk__in=(first, second)).get().pk]
