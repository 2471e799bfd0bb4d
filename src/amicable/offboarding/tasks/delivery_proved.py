"""The confirmation arrived."""

from amicable.i18n import N_
from amicable.offboarding.tasks._task import Due, Task

TASK = Task(
    title=N_("Keep the proof that the confirmation arrived, or was deemed to"),
    why=N_("Nobody may say later that they did not know the last day."),
    owner="coordinator",
    due=Due("told", 10),
    proof="file",
    after=("send_confirmation",),
)
