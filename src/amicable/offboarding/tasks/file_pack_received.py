"""The client has the files."""

from amicable.i18n import N_
from amicable.offboarding.tasks._task import Due, Task

TASK = Task(
    title=N_("See that the client has downloaded the files and confirmed it"),
    why=N_("A pack that nobody opened is not handed over; remind, and send it by post if need be."),
    owner="coordinator",
    due=Due("end", 20),
    proof="client",
    after=("file_pack",),
    applies=lambda ending: ending.has_files,
    client_sees=N_("Please download your files and tell us that they are complete."),
)
