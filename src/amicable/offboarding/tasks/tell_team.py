"""Everybody who meets the client knows what to say."""

from amicable.i18n import N_
from amicable.offboarding.tasks._task import Due, Task

TASK = Task(
    title=N_("Tell the people who work with the client what was said, and what to answer"),
    why=N_("A colleague who knows nothing takes a new order, or says something else than the speaker did."),
    owner="speaker",
    due=Due("told", 1),
)
