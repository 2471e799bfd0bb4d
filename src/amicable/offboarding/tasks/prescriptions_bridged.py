"""Medication does not run out."""

from amicable.i18n import N_
from amicable.offboarding.tasks._task import Due, Task

TASK = Task(
    title=N_("Prescribe what is needed until the next practice takes over"),
    why=N_("A gap in medication harms."),
    owner="owner",
    due=Due("end", -3),
    proof="note",
    trades=("medicine",),
    may_be_waived=False,
)
