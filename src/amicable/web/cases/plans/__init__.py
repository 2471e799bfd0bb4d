"""The ladder of a case: remedies that were agreed on, tried, or passed over."""
