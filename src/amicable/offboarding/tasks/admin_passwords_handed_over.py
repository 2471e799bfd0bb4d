"""The client is administrator again."""

from amicable.i18n import N_
from amicable.offboarding.tasks._task import Due, Task

TASK = Task(
    title=N_("Hand over administrator accounts and have them changed"),
    why=N_("Who controls now must be the client, in writing."),
    owner="systems",
    due=Due("end"),
    proof="client",
    after=("agents_removed",),
    trades=("it",),
    client_sees=N_("You become administrator of all your systems."),
)
