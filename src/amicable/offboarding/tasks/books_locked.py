"""Books end on a clean day."""

from amicable.i18n import N_
from amicable.offboarding.tasks._task import Due, Task

TASK = Task(
    title=N_("Close the books at the last day and note the balances"),
    why=N_("The next firm begins where ours ends; a half month belongs to nobody."),
    owner="manager",
    due=Due("end", 3),
    proof="file",
    after=("finish_work",),
    trades=("accounting",),
)
