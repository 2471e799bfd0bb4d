"""What stands around every page of a closing: the frame of its case, and the pages of the closing."""

from typing import Any

from django.http import HttpRequest

from amicable.i18n import N_
from amicable.web.cases.models import Case
from amicable.web.cases.page import around as around_case
from amicable.web.closing.models import Closing
from amicable.web.closing.queries import closing_of
from amicable.web.rights import RUN

PAGES = {
    "offboarding": N_("Tasks"),
    "offboarding_access": N_("Access and services"),
    "closing_files": N_("Files"),
    "closing_records": N_("Records and erasure"),
    "afterwards": N_("After the end"),
}


def around(request: HttpRequest, case: Case, closing: Closing | None = None) -> dict[str, Any]:
    """The values of the frame."""
    return around_case(request, case) | {
        "closing": closing or closing_of(case),
        "closing_pages": PAGES,
        "may_run": request.user.may(RUN, writing=True),
    }
