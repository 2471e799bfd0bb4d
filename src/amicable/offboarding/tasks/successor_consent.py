"""The client agreed whom we may brief."""

from amicable.i18n import N_
from amicable.offboarding.tasks._task import Due, Task

TASK = Task(
    title=N_("Ask the client for consent to brief the successor"),
    why=N_("Without consent nothing about the client may be told to anybody."),
    owner="speaker",
    due=Due("told", 10),
    proof="client",
    after=("send_confirmation",),
    client_sees=N_("You say whether and whom we may brief."),
)
