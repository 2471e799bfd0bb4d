"""What stands around every page of an ending."""

from typing import Any

from django.http import HttpRequest

from amicable.decision.path import OVER
from amicable.web.cases.models import Case
from amicable.web.cases.page import around as around_case
from amicable.web.parting.access import conversation_of
from amicable.web.parting.questions.asking import sheets
from amicable.web.rights import DECIDE


def around(request: HttpRequest, case: Case) -> dict[str, Any]:
    """The values of the frame: those of the case, the plan, the pages of questions."""
    decided = case.state not in ("open", "repairing")
    return around_case(request, case) | {
        "plan": conversation_of(case),
        "sheets": sheets(),
        "decided": decided,
        "may_prepare": decided and case.state not in OVER and request.user.may(DECIDE, writing=True),
    }
