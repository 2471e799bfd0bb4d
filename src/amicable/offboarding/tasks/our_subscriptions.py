"""Licences on our account are moved or ended."""

from amicable.i18n import N_
from amicable.offboarding.tasks._task import Due, Task

TASK = Task(
    title=N_("Move or cancel licences and subscriptions that run on our account"),
    why=N_("We pay on for somebody who is no longer a client, or switch off what they still need."),
    owner="systems",
    due=Due("end", -5),
    proof="file",
    after=("list_last_days",),
    applies=lambda ending: ending.has_subscriptions,
    client_sees=N_("Licences that ran on our account move to yours."),
)
