"""The small language in which firms declare signs: columns, values, comparisons; nothing else can be said in it.

Days count as numbers of days, so that the difference of two is a number; money is in whole units of the firm's
currency. What is not known meets no comparison, and an unknown text compares like an empty one.
"""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from functools import reduce

import ibis
import sqlglot
from sqlglot import exp

from amicable.evidence import Evidence
from amicable.evidence.schema import SQL_TYPES, Kind
from amicable.evidence.schema import Table as Schema
from amicable.i18n import N_, say
from amicable.refusal import Refusal


class NotAllowed(Refusal):
    """The expression holds something that a sign must not ask for, or that does not fit together."""


class Sort(StrEnum):
    """What a part of an expression gives."""

    TEXT = N_("a text")
    NUMBER = N_("a number")
    DAY = N_("a day")
    TRUTH = N_("true or false")
    NOTHING = N_("nothing")


@dataclass(frozen=True)
class Piece:
    """Part of an expression."""

    value: ibis.Value
    sort: Sort


T, N, D, B = Sort.TEXT, Sort.NUMBER, Sort.DAY, Sort.TRUTH
SORTS = {
    Kind.DATE: D,
    Kind.TIMESTAMP: D,
    Kind.MONEY: N,
    Kind.SECONDS: N,
    Kind.INTEGER: N,
    Kind.NUMBER: N,
    Kind.BOOLEAN: B,
}
"""Whatever is not named here is a text."""
TYPES = {"VARCHAR": "string", "DATE": "date", "TIMESTAMP": "timestamp", "BIGINT": "int64", "DOUBLE": "float64", "BOOLEAN": "boolean", "INTEGER": "int32"}  # fmt: skip
EPOCH = date(1970, 1, 1)


@dataclass(frozen=True)
class Scope:
    """What an expression may see: the columns of one table, and today."""

    schema: Schema
    of: ibis.Table
    today: int
    """Day number."""
    minor_units: int

    @classmethod
    def of_evidence(cls, schema: Schema, evidence: Evidence) -> "Scope":
        """The rows of `schema` in `evidence`."""
        return cls(schema, evidence.tables[schema.name], evidence.day, evidence.firm.minor_units)

    @classmethod
    def of_schema(cls, schema: Schema) -> "Scope":
        """No rows at all: enough to tell whether an expression makes sense."""
        types = {name: TYPES[SQL_TYPES[column.kind]] for name, column in schema.columns.items()}
        derived = {name: TYPES[kind] for name, kind in schema.derived.items()}
        return cls(schema, ibis.table(types | derived, name=schema.name), 0, 100)

    def column(self, name: str) -> Piece:
        """The column `name`, or `today`."""
        if name == "today":
            return Piece(ibis.literal(self.today), D)
        column = self.schema.columns.get(name)
        if column is None:
            known = [*self.schema.columns, "today"]
            near = get_close_matches(name, known, n=1, cutoff=0)[0]
            raise NotAllowed(NO_COLUMN, column=name, table=self.schema.name, nearest=near)
        sort = SORTS.get(column.kind, T)
        if sort is D:
            return Piece(self.of[name[:-3] + "_day"], D)
        money = column.kind is Kind.MONEY
        return Piece(self.of[name] / self.minor_units if money else self.of[name], sort)


COMPARISONS: Mapping[type[exp.Expression], Callable[[ibis.Value, ibis.Value], ibis.Value]] = {
    exp.EQ: operator.eq,
    exp.NEQ: operator.ne,
    exp.GT: operator.gt,
    exp.GTE: operator.ge,
    exp.LT: operator.lt,
    exp.LTE: operator.le,
}
ARITHMETIC: Mapping[type[exp.Expression], Callable[[ibis.Value, ibis.Value], ibis.Value]] = {
    exp.Add: operator.add,
    exp.Sub: operator.sub,
    exp.Mul: operator.mul,
    exp.Div: lambda left, right: left / right.nullif(0),
}
FUNCTIONS: Mapping[str, tuple[Callable[..., ibis.Value], tuple[Sort, ...], Sort]] = {
    "abs": (lambda number: number.abs(), (N,), N),
    "contains": (lambda text, part: text.fill_null("").contains(part), (T, T), B),
    "length": (lambda text: text.fill_null("").length(), (T,), N),
    "lower": (lambda text: text.lower(), (T,), T),
    "starts_with": (lambda text, part: text.fill_null("").startswith(part), (T, T), B),
}
"""Name -> what it does, what goes in, what comes out."""

NO_COLUMN = N_("The table {table} has no column “{column}”; the nearest is “{nearest}”.")
NO_EXPRESSION = N_("“{expression}” is not an expression: {reason}")
NOT_ALLOWED = N_(
    "“{part}” is not allowed in a sign; allowed are columns, numbers, texts in single quotes, today, + - * /, "
    "comparisons, and, or, not, in, between, is null, coalesce and the functions {functions}."
)
TOO_DEEP = N_("The expression has too many brackets inside one another.")
WRONG_SORT = N_("In “{part}” {wanted} is needed, not {given}.")
WRONG_COUNT = N_("“{part}” has too few or too many values between its brackets.")
NO_DAY = N_("“{text}” is no day; write one like '2026-01-31'.")


def compiled(expression: str, scope: Scope) -> Piece:
    """`expression` over what `scope` shows; a Refusal says what is not allowed."""
    try:
        tree = sqlglot.parse_one(expression, dialect="duckdb")
        return _Compiler(scope).piece(tree)
    except sqlglot.errors.SqlglotError as error:
        reason = str(error).splitlines()[0]
        raise NotAllowed(NO_EXPRESSION, expression=expression, reason=reason) from None
    except RecursionError:
        raise NotAllowed(TOO_DEEP) from None


class _Compiler:
    """Walks a parsed expression; whatever it does not know is refused."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.builders: Mapping[tuple[type[exp.Expression], ...], Callable[[exp.Expression], Piece]] = {
            (exp.Literal,): self._literal,
            (exp.Boolean,): lambda node: Piece(ibis.literal(bool(node.this)), B),
            (exp.Column,): self._column,
            (exp.Paren,): lambda node: self.piece(node.this),
            (exp.Neg,): lambda node: Piece(-self._of(node.this, N), N),
            (exp.Not,): lambda node: Piece(~self._truth(node.this), B),
            (exp.And,): lambda node: self._logic(node, operator.and_),
            (exp.Or,): lambda node: self._logic(node, operator.or_),
            tuple(COMPARISONS): self._comparison,
            tuple(ARITHMETIC): self._arithmetic,
            (exp.Between,): self._between,
            (exp.Is,): self._is_null,
            (exp.In,): self._within,
            (exp.Coalesce,): self._coalesce,
            (exp.Func,): self._function,
        }

    def piece(self, node: exp.Expression) -> Piece:
        for kinds, build in self.builders.items():
            if isinstance(node, kinds):
                return build(node)
        raise self._refused(node)

    @staticmethod
    def _refused(node: exp.Expression) -> NotAllowed:
        return NotAllowed(
            NOT_ALLOWED, part=node.sql(dialect="duckdb"), functions=", ".join(sorted(FUNCTIONS))
        )

    def _of(self, node: exp.Expression, wanted: Sort) -> ibis.Value:
        """The value of a part that must be of this sort; a text where a day is wanted is read as one."""
        if wanted is D and isinstance(node, exp.Literal) and node.args["is_string"]:
            return ibis.literal(_day(node.name))
        piece = self.piece(node)
        if piece.sort is not wanted:
            part = node.sql(dialect="duckdb")
            raise NotAllowed(WRONG_SORT, part=part, wanted=say(wanted.value), given=say(piece.sort.value))
        return piece.value

    def _truth(self, node: exp.Expression) -> ibis.Value:
        return self._of(node, B).fill_null(False)

    def _logic(self, node: exp.Expression, both: Callable[[ibis.Value, ibis.Value], ibis.Value]) -> Piece:
        return Piece(both(self._truth(node.args["this"]), self._truth(node.args["expression"])), B)

    def _literal(self, node: exp.Expression) -> Piece:
        if node.args["is_string"]:
            return Piece(ibis.literal(node.name), T)
        if node.name.isdigit():
            return Piece(ibis.literal(int(node.name)), N)
        # a bare literal with a point is a decimal to some engines
        return Piece(ibis.literal(float(node.name)).cast("float64"), N)

    def _column(self, node: exp.Expression) -> Piece:
        if not isinstance(node.this, exp.Identifier) or node.args.get("table"):
            raise self._refused(node)
        return self.scope.column(node.name)

    def _alike(self, nodes: list[exp.Expression]) -> tuple[list[ibis.Value], Sort]:
        """Values of one sort, that of the first part which is no plain text."""
        first = next((one for one in nodes if not isinstance(one, exp.Literal)), nodes[0])
        sort = self.piece(first).sort
        return [self._of(node, sort) for node in nodes], sort

    def _compared(self, nodes: list[exp.Expression]) -> list[ibis.Value]:
        values, sort = self._alike(nodes)
        empty = {T: "", B: False}.get(sort)
        return values if empty is None else [value.fill_null(empty) for value in values]

    def _comparison(self, node: exp.Expression) -> Piece:
        left, right = self._compared([node.args["this"], node.args["expression"]])
        return Piece(COMPARISONS[type(node)](left, right).fill_null(False), B)

    def _between(self, node: exp.Expression) -> Piece:
        value, low, high = self._compared([node.this, node.args["low"], node.args["high"]])
        return Piece(((value >= low) & (value <= high)).fill_null(False), B)

    def _within(self, node: exp.Expression) -> Piece:
        if {name for name, value in node.args.items() if value} - {"this", "expressions"}:
            raise self._refused(node)
        value, *listed = self._compared([node.this, *node.expressions])
        return Piece(reduce(operator.or_, [value == one for one in listed]).fill_null(False), B)

    def _is_null(self, node: exp.Expression) -> Piece:
        if not isinstance(node.expression, exp.Null):
            raise self._refused(node)
        return Piece(self.piece(node.this).value.isnull(), B)

    def _arithmetic(self, node: exp.Expression) -> Piece:
        left, right = node.args["this"], node.args["expression"]
        if isinstance(node, exp.Add | exp.Sub) and self.piece(left).sort is D:
            return self._days(node, left, right)
        return Piece(ARITHMETIC[type(node)](self._of(left, N), self._of(right, N)), N)

    def _days(self, node: exp.Expression, left: exp.Expression, right: exp.Expression) -> Piece:
        """A day and a number of days, or the days between two."""
        both_days = isinstance(node, exp.Sub) and self.piece(right).sort is not N
        value = ARITHMETIC[type(node)](self._of(left, D), self._of(right, D if both_days else N))
        return Piece(value, N if both_days else D)

    def _coalesce(self, node: exp.Expression) -> Piece:
        values, sort = self._alike([node.this, *node.expressions])
        return Piece(ibis.coalesce(*values), sort)

    def _function(self, node: exp.Expression) -> Piece:
        name = node.name.lower() if isinstance(node, exp.Anonymous) else str(node.sql_name()).lower()  # type: ignore[attr-defined]
        if name not in FUNCTIONS:
            raise self._refused(node)
        call, wanted, given = FUNCTIONS[name]
        arguments = [part for part in node.iter_expressions() if not isinstance(part, exp.Identifier)]
        if len(arguments) != len(wanted):
            raise NotAllowed(WRONG_COUNT, part=node.sql(dialect="duckdb"))
        return Piece(
            call(*(self._of(part, sort) for part, sort in zip(arguments, wanted, strict=True))), given
        )


def _day(text: str) -> int:
    try:
        return (date.fromisoformat(text) - EPOCH).days
    except ValueError:
        raise NotAllowed(NO_DAY, text=text) from None
