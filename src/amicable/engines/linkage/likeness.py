"""How alike two clients are, field by field, and what each likeness weighs (Fellegi, Sunter 1969, by splink).

`m` is how often a field looks so for one client entered twice, `u` for two different clients; log2(m / u) is
the weight that it adds. The values here are for portfolios too small to learn from.
"""

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import duckdb

if TYPE_CHECKING:
    from splink import Linker

from amicable.i18n import N_

ENOUGH_TO_LEARN = 2_000
"""Clients from which on the portfolio itself tells how often fields agree by chance."""

DOUBLES = 0.2
"""Doubles expected per client: about one client in ten was entered twice."""

FEWEST = 100
"""Clients that are assumed at least: alike names among ten clients prove no more than among a hundred."""

CROWD = 60
"""Clients with the same beginning or end of the name beyond which more letters must agree to be compared."""

SAMPLE = 1e6
"""Pairs drawn to learn from. Only `u` is learned: how one client is entered in two ways hardly depends on the
portfolio, and where there are no doubles at all, learning it would make doubles of coincidences."""

RARE = 1e-4
"""What is rarer among different clients keeps the `u` given here: doubles themselves would spoil a sample."""


@dataclass(frozen=True)
class Level:
    """One way in which a field of two clients may look."""

    condition: str
    m: float
    u: float
    message: str


@dataclass(frozen=True)
class Field:
    """A field that is compared; the first level whose condition holds counts."""

    name: str
    shown: str
    """The column whose values a reader sees."""
    levels: tuple[Level, ...]
    says_nothing: str = ""
    """Condition under which it does not count that no level but the last holds."""


def _equal(column: str) -> str:
    return f"{column}_l = {column}_r"


def _near(column: str, least: float) -> str:
    return f"jaro_winkler_similarity({column}_l, {column}_r) >= {least}"


FIELDS = (
    Field(
        "name",
        "written",
        (
            Level(_equal("name"), 0.30, 2e-6, N_('Both are called "{one}".')),
            Level(_equal("folded"), 0.10, 2e-5, N_('"{one}" and "{other}" differ only in marks on letters.')),
            Level(_equal("words"), 0.05, 2e-6, N_('"{one}" and "{other}" have the same words.')),
            Level(_near("folded", 0.94), 0.30, 2e-5, N_('"{one}" and "{other}" are very much alike.')),
            Level(_near("folded", 0.88), 0.10, 4e-4, N_('"{one}" and "{other}" are alike.')),
            Level("ELSE", 0.15, 1.0, N_('"{one}" and "{other}" are different names.')),
        ),
        says_nothing="starts_with(client_id_l, 'address:') OR starts_with(client_id_r, 'address:')",
    ),
    Field(
        "email",
        "email",
        (
            Level(_equal("email"), 0.50, 1e-5, N_("Both have the e-mail address {one}.")),
            Level(_equal("domain"), 0.30, 2e-4, N_("{one} and {other} are in the same mail domain.")),
            Level("ELSE", 0.20, 1.0, N_("The e-mail addresses {one} and {other} differ.")),
        ),
    ),
    Field(
        "phone",
        "phone",
        (
            Level(_equal("phone"), 0.70, 5e-5, N_("Both have the telephone number {one}.")),
            Level("ELSE", 0.30, 1.0, N_("The telephone numbers {one} and {other} differ.")),
        ),
    ),
    Field(
        "country",
        "country",
        (
            Level(_equal("country"), 0.97, 0.60, N_("Both are in {one}.")),
            Level("ELSE", 0.03, 0.40, N_("One is in {one}, the other in {other}.")),
        ),
    ),
    Field(
        "tax",
        "tax",
        (
            Level(_equal("tax"), 0.90, 1e-6, N_("Both have the tax number {one}.")),
            Level(
                "damerau_levenshtein(tax_l, tax_r) = 1",
                0.06,
                1e-5,
                N_("The tax numbers {one} and {other} differ in one sign."),
            ),
            Level("ELSE", 0.04, 1.0, N_("The tax numbers {one} and {other} differ.")),
        ),
    ),
)

BLOCKS = ("same_words", "beginning", "ending", "email", "same_domain", "phone", "tax")
"""Two clients are compared if one of these agrees; crowds share none, so that a million stay feasible."""


def _first(column: str) -> str:
    """The first value that any id of the client states, its own before those of its aliases."""
    order = "linked.alias IS NOT NULL, party.client_id"
    return f"first({column} ORDER BY {order}) FILTER (WHERE {column} IS NOT NULL) AS {column}"


def _uncrowded(value: str, instead: str = "NULL") -> str:
    return f"CASE WHEN count(*) OVER (PARTITION BY {value}) <= {CROWD} THEN {value} ELSE {instead} END"


def _edge(column: str) -> str:
    """The first letters of `column`: as few as tell it from a crowd."""
    return _uncrowded(f"left({column}, 4)", _uncrowded(f"left({column}, 8)", _uncrowded(column)))


MERGED = ", ".join(
    _first(column) for column in ("written", "name", "folded", "email", "domain", "phone", "country", "tax")
)
COMPARED = f"""
    CREATE TABLE compared AS
    WITH merged AS (
        SELECT coalesce(linked.client_id, party.client_id) AS client_id, {MERGED}
        FROM party LEFT JOIN linked ON linked.alias = party.client_id GROUP BY 1
    ), worded AS (
        SELECT *, list_aggregate(list_sort(string_split(folded, ' ')), 'string_agg', ' ') AS words,
               reverse(folded) AS backwards
        FROM merged
    )
    SELECT * REPLACE ({", ".join(f"{_uncrowded(key)} AS {key}" for key in ("email", "phone", "tax"))}),
           {_uncrowded("words")} AS same_words, {_uncrowded("domain")} AS same_domain,
           {_edge("folded")} AS beginning, {_edge("backwards")} AS ending
    FROM worded
"""

ALIKE = """
    SELECT * FROM {pairs} AS pairs
    WHERE match_probability >= {least}
       OR (client_id_l, client_id_r) IN (SELECT (a, b) FROM asked)
       OR (client_id_r, client_id_l) IN (SELECT (a, b) FROM asked)
    ORDER BY match_probability DESC, client_id_l, client_id_r
"""


def compare(connection: duckdb.DuckDBPyConnection, least: float) -> list[dict[str, Any]]:
    """Pairs that are one client with a probability of at least `least`, and the pairs of the table `asked`.

    `connection` has the tables party, linked (alias, client_id) and asked (a, b). Each row has `client_id_l`,
    `client_id_r`, `match_probability`, and by field its values, level (`gamma_`) and weight (`mw_`).
    """
    connection.execute(COMPARED)
    ((clients,),) = connection.execute("SELECT count(*) FROM compared").fetchall()
    if clients < 2:  # noqa: PLR2004 (there must be somebody to be like)
        return []
    with _quiet():
        linker = _linker(connection, clients)
        if clients >= ENOUGH_TO_LEARN:
            linker.training.estimate_u_using_random_sampling(max_pairs=SAMPLE, seed=1)
        pairs = linker.inference.predict()
    answer = connection.execute(ALIKE.format(pairs=pairs.physical_name, least=least))
    names = [column[0] for column in answer.description or ()]
    return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]


def _linker(connection: duckdb.DuckDBPyConnection, clients: int) -> "Linker":
    from splink import Linker  # noqa: PLC0415 (slow to import, and wanted only here)
    from splink.backends.duckdb import DuckDBAPI  # noqa: PLC0415

    settings = {
        "link_type": "dedupe_only",
        "unique_id_column_name": "client_id",
        "probability_two_random_records_match": DOUBLES / max(clients, FEWEST),
        "comparisons": [_comparison(field) for field in FIELDS],
        "blocking_rules_to_generate_predictions": [f"l.{block} = r.{block}" for block in BLOCKS],
        "additional_columns_to_retain": ["written"],
        "retain_matching_columns": True,
        "retain_intermediate_calculation_columns": True,
    }
    return Linker(DuckDBAPI(connection).register("compared"), settings, log_level=None)


def _comparison(field: Field) -> dict[str, Any]:
    unknown = _level(f"{field.name}_l IS NULL OR {field.name}_r IS NULL", is_null_level=True)
    levels = [
        _level(
            level.condition, m_probability=level.m, u_probability=level.u, fix_u_probability=level.u < RARE
        )
        for level in field.levels
    ]
    if field.says_nothing:
        levels.insert(-1, _level(field.says_nothing, is_null_level=True))
    return {"output_column_name": field.name, "comparison_levels": [unknown, *levels]}


def _level(condition: str, **more: object) -> dict[str, object]:
    return {"sql_condition": condition, "label_for_charts": condition, **more}


@contextmanager
def _quiet() -> Iterator[None]:
    """Without the remarks that splink makes to statisticians."""
    logger = logging.getLogger("splink")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.setLevel(level)
