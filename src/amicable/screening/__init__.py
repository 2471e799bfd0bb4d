"""Prospects, before anything is signed: what can be seen early, what to ask, on which terms to begin."""

from amicable.screening._early import ANSWERS, Early, all_early
from amicable.screening._measure import FEATURES, SIDES, Measure, Side, Sides, measured
from amicable.screening._screen import COURSES, Screening, screened

__all__ = [
    "ANSWERS",
    "COURSES",
    "FEATURES",
    "SIDES",
    "Early",
    "Measure",
    "Screening",
    "Side",
    "Sides",
    "all_early",
    "measured",
    "screened",
]
