"""The file pack is ready."""

from amicable.i18n import N_
from amicable.offboarding.tasks._task import Due, Task

TASK = Task(
    title=N_("Build the file pack with its list and checksums, and release it"),
    why=N_("The client must be able to check that everything is there."),
    owner="coordinator",
    due=Due("end"),
    proof="system",
    after=(
        "files_gathered",
        "services_list",
    ),
    applies=lambda ending: ending.has_files,
    client_sees=N_("Your files are ready to download here."),
)
