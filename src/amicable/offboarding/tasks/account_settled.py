"""Nothing is open between us."""

from amicable.i18n import N_
from amicable.offboarding.tasks._task import Due, Task

TASK = Task(
    title=N_("See that all invoices are paid, waived or agreed"),
    why=N_("An open balance keeps the relationship alive, and the files with it in some professions."),
    owner="books",
    due=Due("end", 30),
    proof="note",
    after=("final_invoice",),
    client_sees=N_("The account between us is settled."),
)
