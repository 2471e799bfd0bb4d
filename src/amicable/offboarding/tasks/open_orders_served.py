"""Open orders are served."""

from amicable.i18n import N_
from amicable.offboarding.tasks._task import Due, Task

TASK = Task(
    title=N_("Deliver, or refund, open orders, and keep guarantees"),
    why=N_("A sale that was made is kept, whoever the customer is."),
    owner="coordinator",
    due=Due("end"),
    proof="system",
    trades=("shop",),
    client_sees=N_("Open orders are delivered or refunded; guarantees hold."),
)
