"""Policy packs: what a firm owes a client when it ends the relationship, as dated and cited data.

One file per pack in this folder. A firm edits a copy in the folder `duties` of its ledger; a copy of the same name
stands in place of the shipped pack. Nothing here is legal advice.
"""

from amicable.duties.contradictions import Contradiction, Side, contradictions
from amicable.duties.loading import (
    FaultyPack,
    UnknownPack,
    fitting,
    in_force,
    load,
    pack,
    packs,
    shipped,
    usual,
)
from amicable.duties.pack import (
    CHANNELS,
    CHECK,
    ELEMENTS,
    PROFESSIONS,
    RECORDS,
    Channel,
    Choice,
    Clock,
    Element,
    Notice,
    Pack,
    PackGate,
    Reason,
    ReasonRule,
    RecordClass,
    Rule,
    Source,
    Variation,
)

__all__ = [
    "CHANNELS",
    "CHECK",
    "ELEMENTS",
    "PROFESSIONS",
    "RECORDS",
    "Channel",
    "Choice",
    "Clock",
    "Contradiction",
    "Element",
    "FaultyPack",
    "Notice",
    "Pack",
    "PackGate",
    "Reason",
    "ReasonRule",
    "RecordClass",
    "Rule",
    "Side",
    "Source",
    "UnknownPack",
    "Variation",
    "contradictions",
    "fitting",
    "in_force",
    "load",
    "pack",
    "packs",
    "shipped",
    "usual",
]
