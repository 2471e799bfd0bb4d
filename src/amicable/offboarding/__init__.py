"""Offboarding: which tasks end a relationship, in which order, by when, with which proof; plain Python, no clock."""

from amicable.offboarding.calendar import Calendar
from amicable.offboarding.ending import ANCHORS, Access, Ending
from amicable.offboarding.graph import CircularTasks, Planned, Taken, plan, startable
from amicable.offboarding.tasks import OWNERS, PROOFS, TRADES, Due, Task, all_tasks

__all__ = [
    "ANCHORS",
    "OWNERS",
    "PROOFS",
    "TRADES",
    "Access",
    "Calendar",
    "CircularTasks",
    "Due",
    "Ending",
    "Planned",
    "Taken",
    "Task",
    "all_tasks",
    "plan",
    "startable",
]
