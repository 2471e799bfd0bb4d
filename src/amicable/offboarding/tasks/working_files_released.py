"""Sources and fonts are settled."""

from amicable.i18n import N_
from amicable.offboarding.tasks._task import Due, Task

TASK = Task(
    title=N_("Release source files as agreed, and say which licences do not pass over"),
    why=N_("Fonts and pictures are licensed to somebody, and not always to the client."),
    owner="manager",
    due=Due("end"),
    proof="file",
    after=("finish_work",),
    trades=("agency",),
    client_sees=N_("You receive the source files as agreed."),
)
