"""Ending a relationship well: what is said, written, paid, and to whom the client turns next."""
