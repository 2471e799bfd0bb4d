"""The client acknowledged the end."""

from amicable.i18n import N_
from amicable.offboarding.tasks._task import Due, Task

TASK = Task(
    title=N_("Ask the client to acknowledge, with exceptions if there are any"),
    why=N_(
        "What is acknowledged is not argued about later. Silence is handled: the letter says when it counts as received."
    ),
    owner="speaker",
    due=Due("end", 20),
    proof="client",
    after=(
        "file_pack_received",
        "final_invoice",
    ),
    client_sees=N_("Please tell us that everything is complete, or what is missing."),
)
