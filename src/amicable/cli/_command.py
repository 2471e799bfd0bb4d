"""What a command of the command line is."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Command:
    """One command: its name, its sentence of help, its arguments and what it does."""

    name: str
    order: int
    """Place in the list of help: the order in which a newcomer needs them."""
    about: str
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]
    ledger: bool = True
    """Whether it takes --ledger."""
