"""The portal is closed."""

from amicable.i18n import N_
from amicable.offboarding.tasks._task import Due, Task

TASK = Task(
    title=N_("Close the client's portal"),
    why=N_("Only when the files are confirmed, or the last day to fetch them has passed."),
    owner="coordinator",
    due=Due("end", 45),
    proof="system",
    after=(
        "file_pack_received",
        "acknowledged",
        "support_ended",
    ),
)
