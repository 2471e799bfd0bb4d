"""The support window is closed."""

from amicable.i18n import N_
from amicable.offboarding.tasks._task import Due, Task

TASK = Task(
    title=N_("Close the paid support and answer what is still open"),
    why=N_("Questions without an end are work without an end."),
    owner="speaker",
    due=Due("end", 30),
    after=("account_settled",),
    client_sees=N_("Until then you may ask questions about the handover."),
)
