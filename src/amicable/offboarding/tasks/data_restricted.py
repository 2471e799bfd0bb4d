"""Data are locked away."""

from amicable.i18n import N_
from amicable.offboarding.tasks._task import Due, Task

TASK = Task(
    title=N_("Restrict the client's data: nobody works with them any more"),
    why=N_("The first of two phases: kept for the law, out of daily sight."),
    owner="coordinator",
    due=Due("end", 60),
    proof="system",
    after=(
        "retention_set",
        "account_settled",
        "portal_closed",
    ),
)
