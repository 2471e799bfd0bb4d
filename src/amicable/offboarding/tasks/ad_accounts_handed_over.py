"""Advertising accounts are the client's."""

from amicable.i18n import N_
from amicable.offboarding.tasks._task import Due, Task

TASK = Task(
    title=N_("Hand over advertising, analytics and social accounts"),
    why=N_("An account in our name is lost with our name."),
    owner="manager",
    due=Due("end", -3),
    proof="file",
    after=("list_last_days",),
    trades=("agency",),
    client_sees=N_("Your advertising and social accounts are handed to you."),
)
