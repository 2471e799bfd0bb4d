"""The court knows."""

from amicable.i18n import N_
from amicable.offboarding.tasks._task import Due, Task

TASK = Task(
    title=N_("File the notice or the motion to withdraw, and wait for leave where it is needed"),
    why=N_("Until the court lets us go, we act."),
    owner="owner",
    due=Due("told", 3),
    proof="file",
    trades=("law",),
    client_sees=N_("The court is told, and we act for you until it agrees."),
    may_be_waived=False,
)
