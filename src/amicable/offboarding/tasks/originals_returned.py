"""Originals are back."""

from amicable.i18n import N_
from amicable.offboarding.tasks._task import Due, Task

TASK = Task(
    title=N_("Return originals, keys, seals and devices against a receipt"),
    why=N_("They are the client's, whatever is still owed."),
    owner="coordinator",
    due=Due("end", 5),
    proof="file",
    applies=lambda ending: ending.has_originals,
    client_sees=N_("You get your originals and keys back."),
)
