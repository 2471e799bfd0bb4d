"""Frozen facts as a person reads them."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from amicable.decision.situations import Situation
from amicable.i18n import N_
from amicable.signs import all_signs
from amicable.web.cases.models import FrozenFact
from amicable.web.portfolio.dossier.timeline import INCIDENTS
from amicable.web.rendering import figures, language, told


@dataclass(frozen=True)
class Shown:
    """One frozen fact in words."""

    kind: str
    sign: str
    title: str
    sentence: str
    happened_on: date | None
    place: str
    table: str
    evidence_id: str
    sha256: str


def content(fact: FrozenFact) -> dict[str, Any]:
    """Its values."""
    found: dict[str, Any] = json.loads(fact.content)
    return found


def shown(fact: FrozenFact, currency: str) -> Shown:
    """A situation, or a fault of our own, as a sentence."""
    values = content(fact)
    title, sentence = _said(fact, values, currency)
    return Shown(fact.kind, fact.sign, title, sentence, fact.happened_on, values.get("place", ""), fact.table, fact.evidence_id, fact.sha256)  # fmt: skip


def _said(fact: FrozenFact, values: dict[str, Any], currency: str) -> tuple[str, str]:
    row = values.get("row")
    if row is None:
        return _of_sign(fact, values, currency)
    if fact.table == "meetings":
        return told(N_("A meeting missed by us")), _meeting(row, fact.happened_on)
    if fact.table == "credits":
        return told(N_("A mistake of ours, mended")), _credit(row, fact.happened_on, currency)
    return told(INCIDENTS.get(row["kind"], INCIDENTS["other"])), row["note"] or told(N_("Nothing more was written down."))  # fmt: skip


def _of_sign(fact: FrozenFact, values: dict[str, Any], currency: str) -> tuple[str, str]:
    sign = all_signs().get(fact.sign)
    if sign is None or fact.happened_on is None:  # the sign was taken out of the product since
        return fact.sign, values.get("quote") or ""
    f = figures(currency)
    one = Situation(
        sign, fact.happened_on, fact.table, fact.evidence_id, values["place"], 0, values["quote"],
        values["value"], values["days"], values["minute"], values["amount"],
    )  # fmt: skip
    sentence = one.sentence(
        shown_date=f.day(one.happened_on),
        shown_money=f.money(one.value),
        shown_number=f.number(one.amount, 1),
        language=language(),
    )
    return told(sign.title), sentence


def _meeting(row: dict[str, Any], day: date | None) -> str:
    words = {
        "cancelled": N_("We called off the meeting of {day} ({title})."),
        "no_show": N_("We did not come to the meeting of {day} ({title})."),
    }
    words_of_it = words.get(row["outcome"], N_("We moved the meeting of {day} ({title})."))
    return told(words_of_it, day=figures().day(day), title=row["title"] or "?")


def _credit(row: dict[str, Any], day: date | None, currency: str) -> str:
    return told(
        N_("We gave back {amount} on {day}, because of a mistake of ours ({reason})."),
        amount=figures(currency).money(row["amount"]),
        day=figures().day(day),
        reason=row["reason"] or "?",
    )
