"""Backups can be read."""

from amicable.i18n import N_
from amicable.offboarding.tasks._task import Due, Task

TASK = Task(
    title=N_("Hand over the last backup with its keys, and see it restored"),
    why=N_("A backup that nobody has restored is a hope."),
    owner="systems",
    due=Due("end", -3),
    proof="file",
    after=("list_last_days",),
    trades=("it",),
    client_sees=N_("You receive your last backup and its keys."),
)
