"""Data are gone."""

from amicable.i18n import N_
from amicable.offboarding.tasks._task import Due, Task

TASK = Task(
    title=N_("Erase the client's data on its day, and keep the certificate"),
    why=N_("A promise in the letter, and the law."),
    owner="coordinator",
    due=Due("erase"),
    proof="system",
    after=("data_restricted",),
    may_be_waived=False,
)
