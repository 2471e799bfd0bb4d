"""Aftermath: was it worth it? What an ending lost and freed, beside clients that were kept."""

from amicable.aftermath.study import LOOKS, Study, TooEarly, study

__all__ = ["LOOKS", "Study", "TooEarly", "study"]
