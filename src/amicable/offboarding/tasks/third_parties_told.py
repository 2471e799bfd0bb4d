"""Those who have to know are told."""

from amicable.i18n import N_
from amicable.offboarding.tasks._task import Due, Task

TASK = Task(
    title=N_("Tell those who have to know: bank, payroll office, authorities, subcontractors"),
    why=N_("They go on sending what is the client's to us. Say only who to turn to, never why."),
    owner="coordinator",
    due=Due("end", -10),
    proof="note",
    after=("delivery_proved",),
    applies=lambda ending: bool(ending.third_parties),
    client_sees=N_("Your bank and others are told whom to turn to."),
)
