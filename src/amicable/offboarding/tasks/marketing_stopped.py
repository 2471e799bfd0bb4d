"""No more newsletters."""

from amicable.i18n import N_
from amicable.offboarding.tasks._task import Due, Task

TASK = Task(
    title=N_("Take the client off newsletters, greetings and reminders"),
    why=N_("A birthday greeting after a goodbye hurts more than silence."),
    owner="coordinator",
    due=Due("end"),
)
