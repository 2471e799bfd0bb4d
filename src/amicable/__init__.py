"""Amicable: decide which client relationships to end, and end them well."""

__version__ = "0.1.0"
