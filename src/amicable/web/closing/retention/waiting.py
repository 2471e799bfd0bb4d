"""Why a client's data cannot be erased yet, named: a hold, or the records that a duty keeps longest."""

from datetime import date

from amicable.decision import path
from amicable.i18n import N_
from amicable.offboarding.retention import Kept
from amicable.refusal import Refusal
from amicable.web.cases.readiness.held import held
from amicable.web.closing.models import Closing
from amicable.web.closing.offboarding.facts import kept_of, known
from amicable.web.rendering import figures, told


class OnHold(Refusal):
    """A legal hold stands."""


class StillKept(Refusal):
    """A duty, or a reason of the firm, keeps records longer."""


def refuse_early(closing: Closing, today: date) -> None:
    """Refuse to erase while anything stands against it. Raises OnHold, StillKept, path.NotPossible, path.NotYet."""
    if closing.on_hold:
        raise OnHold(
            N_("Nothing is erased: {person} put the records on hold. The reason is: {reason}"),
            person=closing.hold_by,
            reason=closing.hold_reason,
        )
    waiting = [one for one in kept_of(closing) if one.erased_on > today]
    if waiting:
        raise _kept(max(waiting, key=lambda one: one.kept_until))
    path.taken(held(closing.case, done=known(closing.case, today)), "erase")


def _kept(longest: Kept) -> StillKept:
    return StillKept(
        N_("Nothing is erased yet: “{records}” must be kept until {day}. {basis}"),
        records=told(longest.title),
        day=figures("XXX").day(longest.kept_until),
        basis=told(longest.basis),
    )
