"""Domains and certificates are the client's."""

from amicable.i18n import N_
from amicable.offboarding.tasks._task import Due, Task

TASK = Task(
    title=N_("Move domains, certificates and DNS to the client's own account"),
    why=N_("Whoever holds the domain holds the business."),
    owner="systems",
    due=Due("end", -5),
    proof="file",
    after=("list_last_days",),
    trades=("it",),
    client_sees=N_("Domains and certificates move to your own account."),
)
