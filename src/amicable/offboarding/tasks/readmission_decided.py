"""Whether the client may come back."""

from amicable.i18n import N_
from amicable.offboarding.tasks._task import Due, Task

TASK = Task(
    title=N_("Decide whether the client may come back, on which terms, and for how long that holds"),
    why=N_("Without it the same name walks in by another door, or is refused for ever for nothing."),
    owner="owner",
    due=Due("end", 10),
    proof="note",
)
