"""Messages go where they should."""

from amicable.i18n import N_
from amicable.offboarding.tasks._task import Due, Task

TASK = Task(
    title=N_("Set up the mail filter, the automatic reply and the note at the telephone"),
    why=N_(
        "Staff who have said goodbye should not have to say it again; the answer is polite, and it ends by itself."
    ),
    owner="coordinator",
    due=Due("end", 1),
    after=("delivery_proved",),
    applies=lambda ending: ending.cut_off,
)
