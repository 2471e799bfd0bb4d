"""Gift balances and points are settled."""

from amicable.i18n import N_
from amicable.offboarding.tasks._task import Due, Task

TASK = Task(
    title=N_("Pay out or honour gift balances, vouchers and points"),
    why=N_("It is the customer's money."),
    owner="books",
    due=Due("end", 10),
    proof="system",
    trades=("shop",),
    client_sees=N_("Your remaining balance is paid out."),
    may_be_waived=False,
)
