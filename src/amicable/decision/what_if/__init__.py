"""What if the criteria were others: who would be listed, how good that list was, whom it treats otherwise."""

from amicable.decision.what_if.alarms import Alarms, Listed, alarms, backtest, listed, quarter_ends
from amicable.decision.what_if.changes import Group, WhatIf, what_if
from amicable.decision.what_if.differences import Difference, differences
from amicable.decision.what_if.drift import Drift, drift
from amicable.decision.what_if.fairness import Attribute, Selected, audit

__all__ = [
    "Alarms",
    "Attribute",
    "Difference",
    "Drift",
    "Group",
    "Listed",
    "Selected",
    "WhatIf",
    "alarms",
    "audit",
    "backtest",
    "differences",
    "drift",
    "listed",
    "quarter_ends",
    "what_if",
]
