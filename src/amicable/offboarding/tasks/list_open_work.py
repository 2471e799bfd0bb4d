"""What is done and what is not."""

from amicable.i18n import N_
from amicable.offboarding.tasks._task import Due, Task

TASK = Task(
    title=N_("List what is finished, what will be finished by when, and what will not be done"),
    why=N_("Work that each side believes the other does is missed."),
    owner="manager",
    due=Due("told", 5),
    proof="note",
    after=("list_last_days",),
    client_sees=N_("You see what we finish, by when, and what stays with you."),
)
