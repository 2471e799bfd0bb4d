"""Nothing new is begun."""

from amicable.i18n import N_
from amicable.offboarding.tasks._task import Due, Task

TASK = Task(
    title=N_("Close the client for new quotes and orders, in every system that takes them"),
    why=N_(
        "A copied order or an automatic renewal begins what has just been ended. Delivered work can still be invoiced."
    ),
    owner="coordinator",
    due=Due("told", 1),
    proof="system",
)
