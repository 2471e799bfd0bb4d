"""The same client in several files: exact keys link, likeness proposes, a person decides."""

from amicable.engines._links import EFFECTIVE, SEPARATIONS, Link, effective
from amicable.engines.linkage.decisions import (
    AlreadyOne,
    NotLinked,
    UnknownClient,
    confirm,
    recognise,
    reject,
    split,
)
from amicable.engines.linkage.portfolio import names
from amicable.engines.linkage.proposals import Proposal, Reason, propose

__all__ = [
    "EFFECTIVE",
    "SEPARATIONS",
    "AlreadyOne",
    "Link",
    "NotLinked",
    "Proposal",
    "Reason",
    "UnknownClient",
    "confirm",
    "effective",
    "names",
    "propose",
    "recognise",
    "reject",
    "split",
]
