"""The trust account is at zero."""

from amicable.i18n import N_
from amicable.offboarding.tasks._task import Due, Task

TASK = Task(
    title=N_("Reconcile the client's trust account and return the balance"),
    why=N_("Client money is accounted for to the cent."),
    owner="books",
    due=Due("end", 10),
    proof="file",
    after=("final_invoice",),
    trades=("law",),
    may_be_waived=False,
)
