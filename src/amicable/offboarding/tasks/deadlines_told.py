"""Deadlines ahead are known to the client."""

from amicable.i18n import N_
from amicable.offboarding.tasks._task import Due, Task

TASK = Task(
    title=N_("Name the deadlines ahead, who meets them, and what happens otherwise"),
    why=N_("A missed tax or court date hurts the client, and is laid at our door."),
    owner="manager",
    due=Due("told", 5),
    proof="note",
    applies=lambda ending: ending.has_deadlines,
    client_sees=N_("Deadlines that lie ahead are listed, each with who meets it."),
)
