"""They can no longer get into ours."""

from amicable.i18n import N_
from amicable.offboarding.tasks._task import Due, Task

TASK = Task(
    title=N_("Remove the client's access to our systems"),
    why=N_(
        "Shared folders and chat rooms stay open for years otherwise. The portal stays until the files are there."
    ),
    owner="systems",
    due=Due("end", 5),
    proof="file",
    after=("finish_work",),
    applies=lambda ending: any(one.side == "theirs" for one in ending.access),
    client_sees=N_("Your access to our shared folders ends; this page stays open."),
)
