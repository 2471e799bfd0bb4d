"""What stands around every page of a closing: the frame of its case, and the pages of the closing."""

from typing import Any

from django.http import HttpRequest

from amicable.web.cases.models import Case
from amicable.web.cases.page import around as around_case
from amicable.web.closing.models import Closing
from amicable.web.closing.queries import closing_of
from amicable.web.closing.tabs import TABS
from amicable.web.rights import RUN


def around(request: HttpRequest, case: Case, closing: Closing | None = None) -> dict[str, Any]:
    """The values of the frame."""
    return around_case(request, case) | {
        "closing": closing or closing_of(case),
        "closing_pages": TABS,
        "may_run": request.user.may(RUN, writing=True),
    }
