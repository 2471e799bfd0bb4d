"""All work is invoiced."""

from amicable.i18n import N_
from amicable.offboarding.tasks._task import Due, Task

TASK = Task(
    title=N_("Invoice delivered work and send the final account"),
    why=N_("What is invoiced months later looks like revenge."),
    owner="books",
    due=Due("end", 5),
    proof="file",
    after=("finish_work",),
    client_sees=N_("You receive the final account."),
)
