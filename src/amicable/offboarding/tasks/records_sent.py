"""The record follows the patient."""

from amicable.i18n import N_
from amicable.offboarding.tasks._task import Due, Task

TASK = Task(
    title=N_("Send the record to the practice that the patient names"),
    why=N_("Records are never held back for a debt."),
    owner="coordinator",
    due=Due("end", 5),
    proof="file",
    after=("successor_consent",),
    trades=("medicine",),
    client_sees=N_("Your record goes to the practice that you name."),
)
