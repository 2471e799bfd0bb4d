"""Logistic regression by maximum a posteriori around a shipped prior, with the uncertainty of its coefficients."""

from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import special

from amicable.decision.summary import Numbers

Features: TypeAlias = NDArray[np.floating]
"""One row of the six features (or of other figures) per case, in single or double precision."""
STEPS = 30
"""Newton steps at most; five are usual. None is longer than 1, because far from the top they overshoot."""
LEAST, MOST = 0.01, 0.99
"""No probability is told beyond these: a firm's history never proves more."""


@dataclass(frozen=True)
class Fitted:
    """Coefficients (the constant first), their covariance, and the features of the usual row."""

    mean: Numbers
    covariance: Numbers
    centre: Numbers

    def probability(self, features: Features) -> Numbers:
        """Of each row of `features`."""
        return logistic(self.rows(features) @ self.mean)

    def error(self, features: Features) -> Numbers:
        """Standard error of the logit of each row."""
        rows = self.rows(features)
        return np.sqrt(np.einsum("ij,jk,ik->i", rows, self.covariance, rows))

    def rows(self, features: Features) -> Numbers:
        """The features about their centre, behind a constant 1."""
        about = np.asarray(features, np.float64) - self.centre
        return np.concatenate([np.ones((len(about), 1)), about], axis=1)


def logistic(level: Numbers) -> Numbers:
    """Probabilities of logits, kept within `LEAST` and `MOST`."""
    return np.clip(special.expit(level), LEAST, MOST)


def fit(prior: Fitted, features: Features, gone: Numbers, *, weight: float = 1.0) -> Fitted:
    """The posterior mode and its Laplace covariance; each row counts `weight` of an independent one."""
    rows, precision = prior.rows(features), np.linalg.inv(prior.covariance)
    mean, curve = prior.mean.copy(), precision
    for _ in range(STEPS):
        likely = special.expit(rows @ mean)
        slope = weight * (rows.T @ (gone - likely)) - precision @ (mean - prior.mean)
        curve = weight * ((rows * (likely * (1 - likely))[:, None]).T @ rows) + precision
        step = np.linalg.solve(curve, slope)
        mean = mean + step / max(1.0, float(np.abs(step).max()))
        if np.abs(step).max() < 1e-6:  # noqa: PLR2004 (far below what a probability shows)
            break
    return replace(prior, mean=mean, covariance=np.linalg.inv(curve))


def shift(prior: Fitted, features: Features, gone: Numbers, *, weight: float = 1.0) -> Fitted:
    """The prior with its constant alone fitted: how often it happens here, and the rest as it is elsewhere."""
    rows, mean = prior.rows(features), prior.mean.copy()
    precision = 1 / prior.covariance[0, 0]
    curve = precision
    for _ in range(STEPS):
        likely = special.expit(rows @ mean)
        curve = weight * float(np.sum(likely * (1 - likely))) + precision
        step = (weight * float(np.sum(gone - likely)) - precision * (mean[0] - prior.mean[0])) / curve
        mean[0] += float(np.clip(step, -1, 1))
        if abs(step) < 1e-6:  # noqa: PLR2004 (as above)
            break
    covariance = prior.covariance.copy()
    covariance[0, 0] = 1 / curve
    return replace(prior, mean=mean, covariance=covariance)
