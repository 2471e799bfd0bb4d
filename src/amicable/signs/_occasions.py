"""Occasions: where a sign could have shown, and whether it did.

A sign names its fact table and gives expressions over it, not a finished query. So all signs on
one table are measured in one scan, however many there are (`decision.facts`), and the very same
expressions give the list of documented situations (`rows`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

import ibis

Value: TypeAlias = ibis.Value | int


@dataclass(frozen=True)
class Occasions:
    """One row of `of` is one occasion.

    Two of these joined by `+` are one sign whose events and exposure lie in two tables.
    """

    table: str
    """Name of the evidence table (or "economics")."""
    of: ibis.Table
    """The rows: that table, or it joined to small ones."""
    on: str
    """The DATE column that says when the occasion was."""
    amount: Value
    """How much of the sign showed: a boolean, or a number in the unit of `out_of`."""
    out_of: Value = 1
    """Out of how much: 1 for one occasion, or a number."""
    where: ibis.Value | None = None
    """Which rows are occasions at all."""
    value: ibis.Value | None = None
    """Money at stake in the occasion, minor units of the reporting currency."""
    decided_on: ibis.Value | None = None
    """The day from which the occasion no longer changes, where that is later than `on`."""
    more: tuple["Occasions", ...] = field(default=())

    def __add__(self, other: "Occasions") -> "Occasions":
        return Occasions(**{**vars(self), "more": (*self.more, other)})

    @property
    def parts(self) -> tuple["Occasions", ...]:
        """These, and all that were added to them."""
        return (self, *self.more)

    def each(self, name: str, until: date) -> Mapping[str, ibis.Value]:
        """What each row adds: `name`__x (shown), __n (out of), __v (money), __last (the day, where it showed).

        x and n are numbers, or conditions: each row that meets one adds 1.
        """
        cond = self._had(until)
        shown = cond & (self.amount if _is_boolean(self.amount) else _number(self.amount) > 0)
        money = ibis.literal(0) if self.value is None else ibis.ifelse(shown, self.value, 0).fill_null(0)
        return {
            f"{name}__x": _where(cond, self.amount),
            f"{name}__n": _where(cond, self.out_of),
            f"{name}__v": money.cast("int64"),
            f"{name}__last": ibis.ifelse(shown, self.of[self.on], ibis.null("date")),
        }

    def rows(self, until: date) -> ibis.Table:
        """One row per occasion up to `until`: client_id, table, evidence_id, happened_on, amount, out_of, value, days.

        `days` run from the occasion until it was decided (from due to paid); negative when before.
        """
        listed = [part._rows(until) for part in self.parts]  # noqa: SLF001 (its own class)
        return listed[0] if len(listed) == 1 else ibis.union(*listed)

    def _rows(self, until: date) -> ibis.Table:
        of = self.of
        key = of.evidence_id if "evidence_id" in of.columns else ibis.literal("")
        return of.filter(self._had(until)).select(
            client_id=of.client_id,
            table=ibis.literal(self.table),
            evidence_id=key,
            happened_on=of[self.on],
            amount=_number(self.amount),
            out_of=_number(self.out_of),
            value=ibis.null("int64") if self.value is None else self.value.cast("int64"),
            days=self._days(),
        )

    def _had(self, until: date) -> ibis.Value:
        """Which rows are occasions that had come, or had been decided, on the day `until`."""
        day = self.of[self.on]
        come = day <= ibis.literal(until)
        if self.decided_on is not None:
            come |= (self.decided_on <= ibis.literal(until)).fill_null(False)
        had = day.notnull() & come
        return had if self.where is None else self.where & had

    def _days(self) -> ibis.Value:
        if self.decided_on is None:
            return ibis.null("int32")
        return (self.decided_on.epoch_days() - self.of[self.on].epoch_days()).cast("int32")


def _where(cond: ibis.Value, amount: Value) -> ibis.Value:
    """What counts where `cond` holds: whether, or how much; nothing where the amount is not known."""
    if isinstance(amount, int) and amount == 1:
        return cond
    if _is_boolean(amount):
        return cond & amount
    return ibis.ifelse(cond, _number(amount), ibis.literal(0).cast("float64")).fill_null(0)


def _is_boolean(value: Value) -> bool:
    return not isinstance(value, int) and value.type().is_boolean()


def _number(value: Value) -> ibis.Value:
    if isinstance(value, int):
        return ibis.literal(value).cast("float64")
    if _is_boolean(value):
        return ibis.ifelse(value, 1, 0).cast("float64")
    return value.cast("float64")
