"""The outlook: will a sign go away by itself, and with what remedy.

A sign *shows* where its rate over the last three months is above its threshold, and is *gone* where it is not. The
same two words hold in learning, in the backtest and on the screen.
"""

from amicable.decision.outlook.backtest import Backtest, NoPeriod, Point, SignTest, backtest
from amicable.decision.outlook.experience import Experience, experience
from amicable.decision.outlook.remedies import ClosedPlan, Recovery, recovery
from amicable.decision.outlook.told import Chance, SignOutlook, WithRemedy, outlook, outlooks

__all__ = [
    "Backtest",
    "Chance",
    "ClosedPlan",
    "Experience",
    "NoPeriod",
    "Point",
    "Recovery",
    "SignOutlook",
    "SignTest",
    "WithRemedy",
    "backtest",
    "experience",
    "outlook",
    "outlooks",
    "recovery",
]
