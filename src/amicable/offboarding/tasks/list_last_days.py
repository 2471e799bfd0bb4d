"""Each service has its last day."""

from amicable.i18n import N_
from amicable.offboarding.tasks._task import Due, Task

TASK = Task(
    title=N_("Write down the last day of each service"),
    why=N_("Services end on different days: a payroll runs to its month, a licence to its period."),
    owner="manager",
    due=Due("told", 5),
    proof="note",
    client_sees=N_("Each service has its last day, and you see it here."),
)
