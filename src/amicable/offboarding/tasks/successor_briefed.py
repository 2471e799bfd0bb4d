"""The successor has what is needed."""

from amicable.i18n import N_
from amicable.offboarding.tasks._task import Due, Task

TASK = Task(
    title=N_("Brief the successor with the handover pack"),
    why=N_("A good start with the next firm is the best thank-you."),
    owner="manager",
    due=Due("end", 5),
    proof="file",
    after=(
        "successor_consent",
        "finish_work",
    ),
    applies=lambda ending: bool(ending.successor),
    client_sees=N_("We brief whoever takes over."),
)
