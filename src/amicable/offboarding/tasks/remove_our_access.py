"""We can no longer get into their systems."""

from amicable.i18n import N_
from amicable.offboarding.tasks._task import Due, Task

TASK = Task(
    title=N_("Remove our access to the client's systems"),
    why=N_("Whoever can still log in is asked first when something is missing."),
    owner="systems",
    due=Due("end", 1),
    proof="file",
    after=(
        "finish_work",
        "resign_mandates",
        "file_pack",
    ),
    applies=lambda ending: any(one.side == "ours" for one in ending.access),
    client_sees=N_("We give up our access to your systems."),
)
