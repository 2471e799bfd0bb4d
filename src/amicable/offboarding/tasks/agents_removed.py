"""Our software is gone."""

from amicable.i18n import N_
from amicable.offboarding.tasks._task import Due, Task

TASK = Task(
    title=N_("Remove our agents and monitoring before their records are deleted"),
    why=N_("An agent whose record is gone makes itself anew."),
    owner="systems",
    due=Due("end"),
    proof="file",
    after=(
        "domains_moved",
        "backups_handed_over",
    ),
    trades=("it",),
)
