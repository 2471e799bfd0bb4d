"""Cells per client and month, read once from the same expressions that the review counts by quarter.

An occasion belongs to the month in which it was decided: a late payment to the month of the payment. So what
came later never changes an earlier month, and the latest months are not short of what is still undecided.
Months are counted back from the day of the evidence, so the last one is always whole.
"""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

import ibis
import numpy as np

from amicable.decision.facts import Facts
from amicable.decision.summary import Numbers, Places
from amicable.signs import Occasions, Sign


@dataclass(frozen=True)
class Months:
    """One sign, entries for clients and months; those of the same client and month add up."""

    place: Places
    """The client's place in the roster."""
    ago: Places
    """Months back from the day of the evidence; 0 is the month that ends on it."""
    x: Numbers
    """How much showed."""
    n: Numbers
    """Out of how much."""

    @property
    def length(self) -> int:
        """Months from the first with an occasion to the last."""
        return int(self.ago.max()) + 1 if len(self.ago) else 0


@dataclass
class _Asked:
    """Parts of signs over the same rows and the same day, which one aggregate answers."""

    of: ibis.Table
    day: ibis.Value
    parts: list[tuple[str, Occasions]] = field(default_factory=list)

    def answer(self, as_of: date) -> ibis.Table:
        """What showed of each sign, and out of how much, per client and month."""
        known = self.of.client_id.notnull() & self.day.notnull() & (self.day <= ibis.literal(as_of))
        each = [part.each(name, as_of) for name, part in self.parts]
        sums = {key: _total(one[key]) for one in each for key in one if key.endswith(("__x", "__n"))}
        kept = self.of.filter(known)
        return kept.group_by(client_id=self.of.client_id, ago=_ago(self.day, as_of)).aggregate(**sums)


def read(facts: Facts, signs: Sequence[Sign]) -> Iterator[tuple[Sign, Months]]:
    """The months of each of `signs`; those whose tables are empty have none."""
    asked = _asked(facts, signs)
    found: dict[str, list[dict[str, np.ndarray]]] = {sign.name: [] for sign in signs}
    for one in asked:
        answer = one.answer(facts.evidence.as_of).inner_join(facts.roster.places, "client_id")
        rows = answer.drop("client_id").to_pyarrow()
        columns = {name: np.asarray(rows[name].to_numpy()) for name in rows.column_names}
        for name in dict.fromkeys(name for name, _ in one.parts):
            found[name].append({"x": columns[f"{name}__x"], "n": columns[f"{name}__n"], **_keys(columns)})
    for sign in signs:
        yield sign, _joined(found[sign.name])


def _keys(columns: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    return {"place": columns["place"], "ago": columns["ago"]}


def _joined(parts: list[dict[str, np.ndarray]]) -> Months:
    if not parts:
        return Months(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0), np.zeros(0))
    whole = {name: np.concatenate([one[name] for one in parts]) for name in parts[0]}
    x, n = (np.nan_to_num(whole[name].astype(np.float64)) for name in ("x", "n"))
    counts = (x != 0) | (n != 0)
    return Months(whole["place"][counts], whole["ago"][counts], x[counts], n[counts])


def _asked(facts: Facts, signs: Sequence[Sign]) -> list[_Asked]:
    able = {sign.name for sign in facts.signs}
    found: list[_Asked] = []
    for sign in signs:
        for part in sign.occasions(facts.evidence).parts if sign.name in able else ():
            day = _decided_on(part)
            same = next((a for a in found if a.of.equals(part.of) and a.day.equals(day)), None)
            if same is None or any(name == sign.name for name, _ in same.parts):
                same = _Asked(part.of, day)
                found.append(same)
            same.parts.append((sign.name, part))
    return found


def _decided_on(part: Occasions) -> ibis.Value:
    """The day from which an occasion is known: when it was decided, else when it was."""
    day = part.of[part.on]
    if part.table == "economics":  # a quarter is known when it is over
        return day + ibis.interval(months=3) - ibis.interval(days=1)
    return day if part.decided_on is None else ibis.coalesce(part.decided_on, day).cast("date")


def _ago(day: ibis.Value, as_of: date) -> ibis.Value:
    """Whole months from `day` to `as_of`; the last day of a month ends a month, however long the others are."""
    last = 31 if as_of.day == monthrange(as_of.year, as_of.month)[1] else as_of.day
    months = (as_of.year * 12 + as_of.month) - (day.year() * 12 + day.month())
    return (months - ibis.ifelse(day.day() > last, 1, 0)).cast("int32")


def _total(each: ibis.Value) -> ibis.Value:
    if each.type().is_boolean():
        return each.sum().fill_null(0).cast("float64")
    return each.cast("float64").sum().fill_null(0)
