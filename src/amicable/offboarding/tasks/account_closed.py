"""The account is closed."""

from amicable.i18n import N_
from amicable.offboarding.tasks._task import Due, Task

TASK = Task(
    title=N_("Close the shop account and say so at the next sign-in"),
    why=N_("A door that does not open should say why, and whom to ask."),
    owner="systems",
    due=Due("end", 1),
    proof="system",
    after=("open_orders_served",),
    trades=("shop",),
)
