"""A believable firm to try the product on: its exports, and apart from them what was planted."""

from amicable.demo.days import END, START
from amicable.demo.generate import TooFewClients, generate

__all__ = ["END", "START", "TooFewClients", "generate"]
