"""The coefficients that Amicable comes with, made by `worlds.py`: data, and how sure they are."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np

from amicable.decision.outlook.model.logistic import Fitted

HORIZONS = (3, 6)
"""Months ahead."""
FILE = "coefficients.json"


@dataclass(frozen=True)
class Shipped:
    """What is believed before a firm's own history, for one horizon."""

    prior: Fitted
    base_rate: float
    """How often a sign that shows is gone that many months later."""


@cache
def shipped() -> Mapping[int, Shipped]:
    """By months ahead."""
    text = resources.files(__package__).joinpath(FILE).read_text(encoding="utf-8")
    return {int(months): _read(one) for months, one in json.loads(text)["horizons"].items()}


def _read(one: Mapping[str, object]) -> Shipped:
    mean, spread, centre = (np.array(one[name], float) for name in ("mean", "spread", "centre"))
    return Shipped(Fitted(mean, np.diag(spread**2), centre), float(str(one["base_rate"])))
