"""Limitation periods are named in writing."""

from amicable.i18n import N_
from amicable.offboarding.tasks._task import Due, Task

TASK = Task(
    title=N_("Tell the client in writing that time limits run, and to see another lawyer soon"),
    why=N_("A right that lapses between two lawyers is lost for good."),
    owner="owner",
    due=Due("told", 3),
    proof="file",
    trades=("law",),
    client_sees=N_("Time limits may be running. Please see another lawyer soon."),
    may_be_waived=False,
)
