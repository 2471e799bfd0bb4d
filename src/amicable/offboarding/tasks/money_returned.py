"""Client money is back."""

from amicable.i18n import N_
from amicable.offboarding.tasks._task import Due, Task

TASK = Task(
    title=N_("Return deposits, retainers and client money, and close the accounts"),
    why=N_("Client money is never set off without agreement."),
    owner="books",
    due=Due("end", 10),
    proof="file",
    after=("final_invoice",),
    applies=lambda ending: ending.holds_money,
    client_sees=N_("Money that we hold for you is returned."),
    may_be_waived=False,
)
