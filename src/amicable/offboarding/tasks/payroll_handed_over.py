"""Payroll does not stop."""

from amicable.i18n import N_
from amicable.offboarding.tasks._task import Due, Task

TASK = Task(
    title=N_("Hand over payroll: year to date, open holidays, names to notify"),
    why=N_("Wages are paid on the day, whoever pays them."),
    owner="manager",
    due=Due("end", -5),
    proof="file",
    after=("list_last_days",),
    trades=("accounting",),
    client_sees=N_("Payroll is handed over with its figures to date."),
)
