"""We are no longer registered for the client."""

from amicable.i18n import N_
from amicable.offboarding.tasks._task import Due, Task

TASK = Task(
    title=N_("Resign from registrations: agent, registered office, bank view, powers of attorney"),
    why=N_("Whoever is still registered still gets the letters, and still answers for them."),
    owner="manager",
    due=Due("end"),
    proof="file",
    after=("finish_work",),
    applies=lambda ending: ending.has_mandates,
    client_sees=N_("We are taken off your registrations."),
)
