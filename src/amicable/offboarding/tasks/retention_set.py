"""Each class of records has its date."""

from amicable.i18n import N_
from amicable.offboarding.tasks._task import Due, Task

TASK = Task(
    title=N_("Set the day of erasure for each class of records, and say if there is a hold"),
    why=N_("What is kept without a reason must go; what must be kept must not go early."),
    owner="coordinator",
    due=Due("end", 10),
    proof="system",
    after=("list_last_days",),
    client_sees=N_("For each kind of record you see until when we keep it, and why."),
)
