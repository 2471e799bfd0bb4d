"""What we owe is paid back."""

from amicable.i18n import N_
from amicable.offboarding.tasks._task import Due, Task

TASK = Task(
    title=N_("Pay the refund that was worked out"),
    why=N_("A promised refund that does not come is the complaint that could have been avoided."),
    owner="books",
    due=Due("end", 10),
    proof="file",
    after=("final_invoice",),
    applies=lambda ending: ending.owes_refund,
    client_sees=N_("We pay back what you have paid for work that is not done."),
)
