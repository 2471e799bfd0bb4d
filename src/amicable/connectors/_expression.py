"""Safe expressions of a mapping, turned into SQL: a few functions over the file's columns, nothing else.

Text in double quotes is a column, text in single quotes a value. An empty cell is null, but compares like ''.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

import sqlglot
from sqlglot import exp

from amicable.i18n import N_, say
from amicable.refusal import Refusal


class NotAllowed(Refusal):
    """The expression holds something that a mapping must not ask for."""


class UnknownColumn(Refusal):
    """A mapping names a column that the file does not have."""


class Sort(StrEnum):
    """What a part of an expression gives."""

    TEXT = N_("a text")
    NUMBER = N_("a number")
    DATE = N_("a date")
    TRUTH = N_("true or false")
    NOTHING = N_("nothing")


@dataclass(frozen=True)
class Piece:
    """Part of an expression, as SQL."""

    sql: str
    sort: Sort


@dataclass(frozen=True)
class Scope:
    """What an expression may see: columns as text, and how a text becomes a number or a date."""

    columns: Callable[[str], str | None]
    numbers: Callable[[str], str]
    dates: Callable[[str], str]
    names: Iterable[str] = ()


PLAIN_NUMBER = re.compile(r"[0-9]{1,15}(\.[0-9]{1,15})?|\.[0-9]{1,15}")

T, N, D, B = Sort.TEXT, Sort.NUMBER, Sort.DATE, Sort.TRUTH

FUNCTIONS: dict[str, tuple[str, tuple[Sort, ...], Sort]] = {
    "abs": ("abs", (N,), N),
    "contains": ("contains", (T, T), B),
    "left": ("left", (T, N), T),
    "length": ("length", (T,), N),
    "lower": ("lower", (T,), T),
    "replace": ("replace", (T, T, T), T),
    "right": ("right", (T, N), T),
    "round": ("round", (N, N), N),
    "split_part": ("split_part", (T, T, N), T),
    "startswith": ("starts_with", (T, T), B),
    "starts_with": ("starts_with", (T, T), B),
    "substring": ("substring", (T, N, N), T),
    "trim": ("trim", (T,), T),
    "upper": ("upper", (T,), T),
}
"""Name -> DuckDB's name, what goes in (the last may be left out), what comes out."""

ALIKE = {"coalesce": "coalesce", "greatest": "greatest", "least": "least", "nullif": "nullif"}
"""Functions whose arguments and result are of one sort."""

JOINING = {"concat": "concat", "concat_ws": "concat_ws"}

COMPARISONS: dict[type[exp.Expression], str] = {
    exp.EQ: "=",
    exp.NEQ: "<>",
    exp.GT: ">",
    exp.GTE: ">=",
    exp.LT: "<",
    exp.LTE: "<=",
}
ARITHMETIC: dict[type[exp.Expression], str] = {
    exp.Add: "+",
    exp.Sub: "-",
    exp.Mul: "*",
    exp.Div: "/",
    exp.Mod: "%",
}
LOGIC: dict[type[exp.Expression], str] = {exp.And: "AND", exp.Or: "OR"}
PATTERNS: dict[type[exp.Expression], str] = {exp.Like: "LIKE", exp.ILike: "ILIKE"}

NO_EXPRESSION = N_("“{expression}” is not an expression: {reason}")
NOT_ALLOWED = N_(
    "“{part}” is not allowed in an expression; allowed are columns in double quotes, values in single "
    "quotes, arithmetic, comparisons, case, in, like and the functions {functions}."
)
TOO_DEEP = N_("The expression has too many brackets inside one another; split it over several columns.")
WRONG_SORT = N_("In “{part}” {wanted} is needed, not {given}; write number(), date() or text() around it.")
WRONG_COUNT = N_("“{part}” has too few or too many values between its brackets.")
NO_COLUMN = N_(
    "The mapping names the column “{column}”, which the file does not have; the nearest is “{nearest}”."
)
BARE_NAME = N_('Write the column {column} in double quotes: "{column}".')


def literal(text: str) -> str:
    """`text` as an SQL string."""
    return "'" + text.replace("'", "''") + "'"


def compiled(expression: str, scope: Scope) -> Piece:
    """`expression` as SQL over what `scope` shows; a Refusal says what is not allowed."""
    try:
        tree = sqlglot.parse_one(expression, dialect="duckdb")
        return _Compiler(scope).piece(tree)
    except sqlglot.errors.SqlglotError as error:
        reason = str(error).splitlines()[0]
        raise NotAllowed(NO_EXPRESSION, expression=expression, reason=reason) from None
    except RecursionError:
        raise NotAllowed(TOO_DEEP) from None


def condition(expression: str, scope: Scope) -> str:
    """`expression` as an SQL condition that is never null."""
    piece = compiled(expression, scope)
    if piece.sort not in {B, Sort.NOTHING}:
        raise NotAllowed(WRONG_SORT, part=expression, wanted=say(B.value), given=say(piece.sort.value))
    return f"coalesce({piece.sql}, false)"


def unknown_column(column: str, names: Iterable[str]) -> UnknownColumn:
    """The refusal that names the nearest column there is."""
    known = list(names)
    near = get_close_matches(column, known, n=1, cutoff=0) or [""]
    return UnknownColumn(NO_COLUMN, column=column, nearest=near[0])


class _Compiler:
    """Walks a parsed expression; whatever it does not know is refused."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope

    def piece(self, node: exp.Expression) -> Piece:
        for kinds, build in self._builders():
            if isinstance(node, kinds):
                return build(node)
        raise self._refused(node)

    def _builders(self) -> list[tuple[tuple[type[exp.Expression], ...], Callable[[exp.Expression], Piece]]]:
        return [
            ((exp.Literal,), self._literal),
            ((exp.Boolean,), lambda node: Piece(str(bool(node.this)).lower(), B)),
            ((exp.Null,), lambda _: Piece("NULL", Sort.NOTHING)),
            ((exp.Column,), self._column),
            ((exp.Paren,), self._paren),
            ((exp.Neg,), lambda node: Piece(f"(-{self._of(node.this, N).sql})", N)),
            ((exp.Not,), lambda node: Piece(f"(NOT {self._of(node.this, B).sql})", B)),
            (tuple(LOGIC), self._logic),
            (tuple(COMPARISONS), self._comparison),
            (tuple(ARITHMETIC), self._arithmetic),
            (tuple(PATTERNS), self._pattern),
            ((exp.DPipe,), self._join),
            ((exp.Between,), self._between),
            ((exp.Is,), self._is_null),
            ((exp.In,), self._within),
            ((exp.Case,), self._case),
            ((exp.If,), self._if),
            ((exp.Func,), self._function),
        ]

    def _refused(self, node: exp.Expression) -> NotAllowed:
        names = sorted(
            {*FUNCTIONS, *ALIKE, *JOINING, "number", "integer", "date", "text", "if"} - {"startswith"}
        )
        return NotAllowed(NOT_ALLOWED, part=node.sql(dialect="duckdb"), functions=", ".join(names))

    def _of(self, node: exp.Expression, wanted: Sort) -> Piece:
        piece = self.piece(node)
        if piece.sort not in {wanted, Sort.NOTHING}:
            part = node.sql(dialect="duckdb")
            raise NotAllowed(WRONG_SORT, part=part, wanted=say(wanted.value), given=say(piece.sort.value))
        return piece

    def _alike(self, nodes: list[exp.Expression]) -> tuple[list[Piece], Sort]:
        pieces = [self.piece(node) for node in nodes]
        sort = next((piece.sort for piece in pieces if piece.sort is not Sort.NOTHING), Sort.NOTHING)
        return [self._of(node, sort) for node in nodes] if sort is not Sort.NOTHING else pieces, sort

    def _compared(self, nodes: list[exp.Expression]) -> list[str]:
        """Both sides of a comparison; an empty text compares like ''."""
        pieces, sort = self._alike(nodes)
        return [f"coalesce({piece.sql}, '')" if sort is T else piece.sql for piece in pieces]

    def _literal(self, node: exp.Expression) -> Piece:
        if node.args["is_string"]:
            return Piece(literal(node.name), T)
        if not PLAIN_NUMBER.fullmatch(node.name):
            raise self._refused(node)
        return Piece(node.name, N)

    def _column(self, node: exp.Expression) -> Piece:
        name = node.this
        if not isinstance(name, exp.Identifier) or node.args.get("table"):
            raise self._refused(node)
        if not name.args.get("quoted"):
            raise NotAllowed(BARE_NAME, column=name.name)
        sql = self.scope.columns(name.name)
        if sql is None:
            raise unknown_column(name.name, self.scope.names)
        return Piece(sql, T)

    def _paren(self, node: exp.Expression) -> Piece:
        piece = self.piece(node.this)
        return Piece(f"({piece.sql})", piece.sort)

    def _logic(self, node: exp.Expression) -> Piece:
        left, right = self._of(node.args["this"], B), self._of(node.args["expression"], B)
        return Piece(f"({left.sql} {LOGIC[type(node)]} {right.sql})", B)

    def _comparison(self, node: exp.Expression) -> Piece:
        left, right = self._compared([node.args["this"], node.args["expression"]])
        return Piece(f"({left} {COMPARISONS[type(node)]} {right})", B)

    def _arithmetic(self, node: exp.Expression) -> Piece:
        sign = ARITHMETIC[type(node)]
        left = self.piece(node.args["this"])
        if left.sort is D and sign in "+-":
            return self._days(left, sign, node.args["expression"])
        left, right = self._of(node.args["this"], N), self._of(node.args["expression"], N)
        divisor = f"nullif({right.sql}, 0)" if sign in "/%" else right.sql
        return Piece(f"({left.sql} {sign} {divisor})", N)

    def _days(self, left: Piece, sign: str, node: exp.Expression) -> Piece:
        """A date and a number of days, or the days between two dates."""
        right = self.piece(node)
        if right.sort is D and sign == "-":
            return Piece(f"date_diff('day', CAST({right.sql} AS DATE), CAST({left.sql} AS DATE))", N)
        days = self._of(node, N).sql
        return Piece(f"(CAST({left.sql} AS DATE) {sign} CAST({days} AS INTEGER))", D)

    def _pattern(self, node: exp.Expression) -> Piece:
        left, right = self._compared([node.args["this"], node.args["expression"]])
        return Piece(f"({left} {PATTERNS[type(node)]} {right})", B)

    def _join(self, node: exp.Expression) -> Piece:
        return Piece(
            f"concat({self._of(node.args['this'], T).sql}, {self._of(node.args['expression'], T).sql})", T
        )

    def _between(self, node: exp.Expression) -> Piece:
        value, low, high = self._compared([node.this, node.args["low"], node.args["high"]])
        return Piece(f"({value} BETWEEN {low} AND {high})", B)

    def _is_null(self, node: exp.Expression) -> Piece:
        if not isinstance(node.expression, exp.Null):
            raise self._refused(node)
        return Piece(f"({self.piece(node.this).sql} IS NULL)", B)

    def _within(self, node: exp.Expression) -> Piece:
        if {name for name, value in node.args.items() if value} - {"this", "expressions"}:
            raise self._refused(node)
        value, *listed = self._compared([node.this, *node.expressions])
        return Piece(f"({value} IN ({', '.join(listed)}))", B)

    def _case(self, node: exp.Expression) -> Piece:
        subject, branches = node.args.get("this"), node.args["ifs"]
        default = node.args.get("default") or exp.Null()
        pieces, sort = self._alike([*(branch.args["true"] for branch in branches), default])
        tests = [self._test(subject, branch.this) for branch in branches]
        whens = " ".join(f"WHEN {test} THEN {piece.sql}" for test, piece in zip(tests, pieces, strict=False))
        return Piece(f"CASE {whens} ELSE {pieces[-1].sql} END", sort)

    def _test(self, subject: exp.Expression | None, node: exp.Expression) -> str:
        if subject is None:
            return self._of(node, B).sql
        left, right = self._compared([subject, node])
        return f"{left} = {right}"

    def _if(self, node: exp.Expression) -> Piece:
        default = node.args.get("false") or exp.Null()
        pieces, sort = self._alike([node.args["true"], default])
        test = self._of(node.this, B).sql
        return Piece(f"CASE WHEN {test} THEN {pieces[0].sql} ELSE {pieces[1].sql} END", sort)

    def _function(self, node: exp.Expression) -> Piece:
        name = node.name.lower() if isinstance(node, exp.Anonymous) else _called(node)
        arguments = _arguments(node)
        if name in {"number", "integer", "date", "text"}:
            return self._converted(name, node, arguments)
        if name in JOINING:
            return Piece(f"{JOINING[name]}({', '.join(self._of(part, T).sql for part in arguments)})", T)
        if name in ALIKE and arguments:
            pieces, sort = self._alike(arguments)
            return Piece(f"{ALIKE[name]}({', '.join(piece.sql for piece in pieces)})", sort)
        if name in FUNCTIONS:
            return self._listed(name, node, arguments)
        raise self._refused(node)

    def _listed(self, name: str, node: exp.Expression, arguments: list[exp.Expression]) -> Piece:
        called, wanted, given = FUNCTIONS[name]
        if not len(wanted) - 1 <= len(arguments) <= len(wanted) or not arguments:
            raise NotAllowed(WRONG_COUNT, part=node.sql(dialect="duckdb"))
        parts = [self._of(part, sort) for part, sort in zip(arguments, wanted, strict=False)]
        sqls = [f"CAST({p.sql} AS INTEGER)" if p.sort is N and given is T else p.sql for p in parts]
        if name == "round" and len(sqls) > 1:
            sqls[1] = f"CAST({sqls[1]} AS INTEGER)"
        return Piece(f"{called}({', '.join(sqls)})", given)

    def _converted(self, name: str, node: exp.Expression, arguments: list[exp.Expression]) -> Piece:
        if len(arguments) != 1:
            raise NotAllowed(WRONG_COUNT, part=node.sql(dialect="duckdb"))
        piece = self.piece(arguments[0])
        if name == "text":
            return piece if piece.sort is T else Piece(f"CAST({piece.sql} AS VARCHAR)", T)
        if name == "date":
            return piece if piece.sort is D else Piece(self.scope.dates(self._of(arguments[0], T).sql), D)
        number = piece.sql if piece.sort is N else self.scope.numbers(self._of(arguments[0], T).sql)
        return Piece(number if name == "number" else f"CAST(round({number}) AS BIGINT)", N)


def _called(node: exp.Expression) -> str:
    """The name of a function that sqlglot knows; what is no function has none."""
    return str(node.sql_name()).lower() if isinstance(node, exp.Func) else ""  # type: ignore[no-untyped-call]


def _arguments(node: exp.Expression) -> list[exp.Expression]:
    """What stands between the brackets, in the order in which it was written."""
    found: list[exp.Expression] = []
    for name in ("this", *node.args):
        value = node.args.get(name)
        if name == "this" and (isinstance(node, exp.Anonymous) or value in found):
            continue
        values = value if isinstance(value, list) else [value]
        found += [part for part in values if isinstance(part, exp.Expression)]
    return found
