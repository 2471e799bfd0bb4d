"""From months to probabilities: the logistic model, the trivial baselines, and which of them has earned belief."""

from amicable.decision.outlook.model.learning import Forecast, Learned, learn
from amicable.decision.outlook.model.logistic import Fitted, fit, logistic
from amicable.decision.outlook.model.shipped import HORIZONS, Shipped, shipped

__all__ = ["HORIZONS", "Fitted", "Forecast", "Learned", "Shipped", "fit", "learn", "logistic", "shipped"]
