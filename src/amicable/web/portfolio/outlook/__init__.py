"""The outlook: what becomes of each sign, how long signs last, and how good such forecasts were."""
