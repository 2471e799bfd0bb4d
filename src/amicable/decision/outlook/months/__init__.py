"""What happened month by month, and which clients showed a sign when."""

from amicable.decision.outlook.months.reading import Months, read
from amicable.decision.outlook.months.state import QUIET, SHOWING, UNSEEN, State
from amicable.decision.outlook.months.walk import Walk, walk

__all__ = ["QUIET", "SHOWING", "UNSEEN", "Months", "State", "Walk", "read", "walk"]
