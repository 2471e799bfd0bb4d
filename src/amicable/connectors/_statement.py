"""A plan as one SQL statement: every row of the file with its values, or with what keeps it out."""

from amicable.connectors._expression import literal
from amicable.connectors._plan import ELSEWHERE, EMPTY, TOTALS, Plan
from amicable.connectors._reading import BLANK

TOTAL_WORDS = (
    r"^(grand |sub[- ]?|net )?totals?\b( (for|de|del|of)\b.*)?:?$|^(total|totals) .{0,60}:?$|"
    r"^(razem|suma|łącznie|summa|yhteensä|kokonaissumma|total general|tổng( cộng)?|gesamt|summe)\b.{0,60}$"
)
"""What the first cell of a totals line says, in seven languages."""


UNDAMAGED = "NULL::VARCHAR"


def trimmed(cell: str, *, plain_blanks: bool = False) -> str:
    """A cell without outer blanks, null where nothing is left; most have none, which is cheap to tell."""
    tidy, bare = (
        f"{cell}[1] BETWEEN '!' AND '~' AND {cell}[-1] BETWEEN '!' AND '~'",
        f"trim({cell}, {literal(BLANK)})",
    )
    if plain_blanks:
        tidy, bare = f"{cell} >= '!' AND NOT ends_with({cell}, ' ')", f"trim({cell})"
    return f"CASE WHEN {tidy} THEN {cell} ELSE nullif({bare}, '') END"


def prepared(plan: Plan) -> str:
    """The rows with their cells trimmed, and with the texts that are made of several cells."""
    shelf = plan.shelf
    kept = ["_line", "_damage"] if shelf.lined else [f"{_spilled(plan) or UNDAMAGED} AS _damage"]
    used = [cell for cell in ("c0", *plan.cells) if cell.startswith("c")]
    cells = [
        cell if cell in plan.native else f"{trimmed(cell, plain_blanks=shelf.plain_blanks)} AS {cell}"
        for cell in dict.fromkeys(used)
    ]
    joined = [cell for cell in plan.cells if not cell.startswith("c")]
    composed = [f"{sql} AS {name}" for sql, name in plan.texts.items()]
    relation = shelf.natively(plan.native) if shelf.natively and plan.native else shelf.relation
    inner = f"SELECT {', '.join([*kept, *cells, *joined])} FROM {relation}"
    return f"SELECT *{''.join(f', {sql}' for sql in composed)} FROM ({inner})"


def _spilled(plan: Plan) -> str:
    """The damage of a row that has something in cells beyond the header; empty where it cannot have."""
    beyond = [f"c{index}" for index in range(len(plan.header.names), plan.shelf.width)]
    if not beyond:
        return ""
    return f"CASE WHEN coalesce({', '.join(trimmed(cell) for cell in beyond)}) IS NOT NULL THEN 'extra' END"


def typed(plan: Plan) -> str:
    """One row for each row of the file: values, `_out` (reason), `_bad` (check) and what was found there."""
    values = [f"{sql} AS {name}" for sql, name in plan.stored.items()]
    orders = [f"{fill.order} AS o{fill.number}" for fill in plan.fills if fill.order]
    outs = [f"{fill.out} AS x{fill.number}" for fill in plan.fills]
    found = ", ".join([f"{_first_out(plan)} AS x", *outs, *values, *orders])
    read = f"SELECT *, {found} FROM ({prepared(plan)})"
    judged = f"SELECT *, {', '.join([f'{_all_out(plan)} AS _out', *_bads(plan)])} FROM ({read})"
    names = list(plan.stored.values())
    orders = [f"o{fill.number}" for fill in plan.fills if fill.order]
    placed = [name for name in ("_line", "_damage") if name not in shown(plan)]
    result = [*placed, "_out", *_entries(plan), *names, *orders]
    faults = ", ".join(f"b{fill.number}" for fill in plan.main)
    bad = f"CASE WHEN _out > 0 OR _damage IS NOT NULL THEN 0 ELSE greatest(0, {faults or '0'}) END AS _bad"
    quoted = (
        f"CASE _bad {' '.join(_quotes(plan))} END AS _quoted" if plan.checks else "NULL::VARCHAR AS _quoted"
    )
    entered = f"SELECT *, {bad} FROM ({judged})"
    return f"SELECT {', '.join(result)}, _bad, {quoted} FROM ({entered})"


def shown(plan: Plan) -> dict[str, str]:
    """What is so plain that it need not be stored with each row: column -> SQL beside the stored ones."""
    if plan.shelf.lined:
        return {}
    line = {"_line": f"rowid + {plan.shelf.first_line}"}
    return line if _spilled(plan) else line | {"_damage": UNDAMAGED}


def _first_out(plan: Plan) -> str:
    """Why the row is for no table at all; 0 where it is."""
    cells = [cell for cell in plan.cells if cell.startswith("c")] or ["c0"]
    needed = [f"c{index}" for index in map(plan.header.find, plan.match.sheet.needs) if index is not None]
    all_empty = " AND ".join(f"{cell} IS NULL" for cell in dict.fromkeys(["c0", *cells]))
    whens = [f"WHEN {all_empty} THEN {plan.reasons.index(EMPTY)}"]
    if needed:
        some_empty = " OR ".join(f"{cell} IS NULL" for cell in dict.fromkeys(needed))
        is_total = f"regexp_matches(lower(c0), {literal(TOTAL_WORDS)})"
        whens.append(f"WHEN ({some_empty}) AND {is_total} THEN {plan.reasons.index(TOTALS)}")
    return f"CASE WHEN _damage IS NOT NULL THEN 0 {' '.join(whens)} ELSE {plan.outs} END"


def _all_out(plan: Plan) -> str:
    """The reason of the sheet, or the weightiest of its tables if the row is for none of them."""
    outs = [f"x{fill.number}" for fill in plan.main]
    if not outs:
        return f"CASE WHEN x > 0 OR _damage IS NOT NULL THEN x ELSE {plan.reasons.index(ELSEWHERE)} END"
    least, greatest = f"least({', '.join(outs)}, 1)", f"greatest({', '.join(outs)})"
    return f"CASE WHEN x > 0 OR _damage IS NOT NULL THEN x WHEN {least} > 0 THEN {greatest} ELSE 0 END"


def _bads(plan: Plan) -> list[str]:
    """For each table, the number of the first check that a row for it fails."""
    found = []
    for fill in plan.fills:
        whens = " ".join(f"WHEN {plan.checks[number - 1].wrong} THEN {number}" for number in fill.checks)
        found.append(f"CASE WHEN x{fill.number} > 0 THEN 0 {whens} ELSE 0 END AS b{fill.number}")
    return found


def _entries(plan: Plan) -> list[str]:
    """For each table, whether the row enters it: nothing may be wrong here or in a table it stands for."""
    wrong = " OR ".join(f"b{fill.number} > 0" for fill in plan.main)
    sound = f"_out = 0 AND _damage IS NULL AND NOT ({wrong or 'false'})"
    numbers = [fill.number for fill in plan.fills]
    return [f"({sound} AND x{number} = 0 AND b{number} = 0) AS i{number}" for number in numbers]


def _quotes(plan: Plan) -> list[str]:
    return [
        f"WHEN {number} THEN left(CAST({check.text} AS VARCHAR), 80)"
        for number, check in enumerate(plan.checks, start=1)
    ]
