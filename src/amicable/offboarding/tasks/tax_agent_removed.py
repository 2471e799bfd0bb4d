"""We are no longer their tax agent."""

from amicable.i18n import N_
from amicable.offboarding.tasks._task import Due, Task

TASK = Task(
    title=N_("Have us removed as agent at the tax authority"),
    why=N_("Assessments go on coming to us, and their terms run."),
    owner="manager",
    due=Due("end", 1),
    proof="file",
    after=("finish_work",),
    trades=("accounting",),
    client_sees=N_("The tax authority is told that we no longer act for you."),
)
