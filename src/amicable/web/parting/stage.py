"""When an ending is prepared."""

from amicable.decision.path import OVER
from amicable.i18n import N_
from amicable.refusal import Refusal
from amicable.web.cases.models import Case


class NotDecided(Refusal):
    """Nothing is prepared before it is decided, nor after it is over."""


def refuse_unless_decided(case: Case) -> None:
    """Refuse what only an ending that is under way can have."""
    if case.state in ("open", "repairing") or case.state in OVER:
        raise NotDecided(
            N_("An ending is prepared once it is decided, and until the case is over. Look at the case to see where it stands.")
        )  # fmt: skip
