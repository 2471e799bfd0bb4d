"""Nobody is without care meanwhile."""

from amicable.i18n import N_
from amicable.offboarding.tasks._task import Due, Task

TASK = Task(
    title=N_("Say who gives urgent care until the last day, and how to reach them"),
    why=N_("To leave a patient without care is abandonment."),
    owner="owner",
    due=Due("told", 1),
    proof="file",
    after=("send_confirmation",),
    trades=("medicine",),
    client_sees=N_("Until the last day we are there for urgent needs."),
    may_be_waived=False,
)
