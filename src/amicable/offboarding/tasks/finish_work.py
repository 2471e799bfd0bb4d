"""Agreed work is delivered."""

from amicable.i18n import N_
from amicable.offboarding.tasks._task import Due, Task

TASK = Task(
    title=N_("Finish and deliver what was agreed"),
    why=N_("Work that was begun and paid is owed, with the same care as before."),
    owner="manager",
    due=Due("end"),
    proof="note",
    after=("list_open_work",),
    client_sees=N_("We finish what was agreed."),
)
