"""How long each sign lasts on this ledger, in words: whether it is a trait of the client or chance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from amicable.i18n import N_
from amicable.signs import all_signs
from amicable.web.portfolio.models import Review
from amicable.web.portfolio.outlook.words import in_words
from amicable.web.rendering import figures, told

TRAIT = 0.4
"""Rank correlation of the halves of the record from which a sign is called a trait."""
KINDS = {
    "trait": N_("a trait: who shows it goes on showing it"),
    "partly": N_("partly a trait, partly chance"),
    "chance": N_("mostly chance: it comes and goes with anybody"),
    "unknown": N_("cannot be told: too few clients have a long enough record"),
}
BY = {
    "model": N_("the pattern of the months"),
    "base_rate": N_("how often it went away among all"),
    "own_rate": N_("how often it went away with the client"),
    "not_enough_history": N_("a first guess: too little history"),
}


@dataclass(frozen=True)
class Row:
    """One sign."""

    title: str
    kind: str
    words: str
    halves: str
    """Rank correlation of the first with the second half of the record; empty where unknown."""
    showing: str
    in_three: str
    in_six: str
    by: str
    outcomes: str
    known: bool
    """Whether anything was learned from the firm's own records."""


def rows(review: Review) -> list[Row]:
    """Every sign of the review, those that last longest first."""
    measured = {one["sign"]: one for one in review.signs}
    found = [one for one in review.lasting if one["sign"] in all_signs()]
    return [_row(one, measured.get(one["sign"], {})) for one in found]


def summary(found: Sequence[Row]) -> str:
    """What the table says, in one sentence."""
    kinds = [one.kind for one in found]
    f = figures()
    return told(
        N_("{traits} of your signs are lasting traits of clients, {partly} partly, {chance} mostly chance; of {unknown} it cannot be told yet."),
        traits=f.number(kinds.count("trait")),
        partly=f.number(kinds.count("partly")),
        chance=f.number(kinds.count("chance")),
        unknown=f.number(kinds.count("unknown")),
    )  # fmt: skip


def _row(one: Mapping[str, Any], measured: Mapping[str, Any]) -> Row:
    f, kind = figures(), _kind(one, measured)
    return Row(
        title=told(all_signs()[one["sign"]].title),
        kind=kind,
        words=told(KINDS[kind]),
        halves="" if one["halves"] is None else f.number(one["halves"], 2),
        showing=f.number(one["showing"]),
        in_three=in_words(one["gone"]["3"]),
        in_six=in_words(one["gone"]["6"]),
        by=told(BY[one["by"]["6"]]),
        outcomes=f.number(one["outcomes"]),
        known=one["by"]["6"] != "not_enough_history",
    )


def _kind(one: Mapping[str, Any], measured: Mapping[str, Any]) -> str:
    if measured.get("mostly_chance"):
        return "chance"
    if one["halves"] is None:
        return "unknown"
    return "trait" if one["halves"] >= TRAIT else "partly"
