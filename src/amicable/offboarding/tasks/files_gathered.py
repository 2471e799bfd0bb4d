"""All files of the client are together."""

from amicable.i18n import N_
from amicable.offboarding.tasks._task import Due, Task

TASK = Task(
    title=N_("Gather the client's files and documents by record class"),
    why=N_("What lies in mailboxes and private folders is forgotten, and neither returned nor erased."),
    owner="manager",
    due=Due("end", -5),
    proof="note",
    applies=lambda ending: ending.has_files,
)
