"""The confirmation is on its way."""

from amicable.i18n import N_
from amicable.offboarding.tasks._task import Due, Task

TASK = Task(
    title=N_("Send the written confirmation, traceably"),
    why=N_("Until it arrives the client has no date in writing, and notice may not have begun."),
    owner="speaker",
    due=Due("told", 2),
    proof="file",
    client_sees=N_("You receive a letter that confirms what was said and the last day."),
)
