"""What was provided, in one list."""

from amicable.i18n import N_
from amicable.offboarding.tasks._task import Due, Task

TASK = Task(
    title=N_("Write the list of services that were provided, in general terms"),
    why=N_("The client and the successor need to know what there was; not how we did it."),
    owner="manager",
    due=Due("end", -5),
    proof="file",
    after=("list_last_days",),
    client_sees=N_("You receive a list of what we did for you."),
)
