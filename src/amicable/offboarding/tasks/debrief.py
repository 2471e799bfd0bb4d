"""The people who did it were asked how they are."""

from amicable.i18n import N_
from amicable.offboarding.tasks._task import Due, Task

TASK = Task(
    title=N_("Ask the people who carried it how they are, and thank them"),
    why=N_("A hard conversation leaves something behind. So does a good one."),
    owner="owner",
    due=Due("told", 2),
)
