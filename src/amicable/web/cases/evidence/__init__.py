"""The evidence of a case as it was known when it was frozen."""
