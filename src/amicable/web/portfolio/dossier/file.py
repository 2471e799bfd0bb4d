"""What stands in the ledger about one client: its dossier, and the rows of the tables that no sign reads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pyarrow.compute as pc
import pyarrow.parquet as pq

from amicable.decision.dossier import Dossier, Year, dossier
from amicable.decision.features import year_of_lines
from amicable.decision.profiling import chart
from amicable.decision.review import Review
from amicable.engines.duckdb import open_evidence
from amicable.engines.ledger import Ledger
from amicable.engines.linkage import effective
from amicable.evidence import Evidence, schema, schemas
from amicable.web.accounts.models import Person
from amicable.web.portfolio import profiles
from amicable.web.portfolio.reviewing import Held, NoFacts, holding, ledger
from amicable.web.rights import READ_ANSWERS, Role

MOST = 500
"""Situations of one sign that a dossier reads; of more, the latest."""
KEPT = 64
"""Files held in memory beside a review."""
YEAR = 4
"""Quarters over which hours by role are summed, as all figures of the year."""

CONFIDENTIAL = {"incidents": "kind", "readings": "situation"}
"""Tables with rows of which confidential signs are made, and the column that tells."""
HIDDEN = "unethical"
"""What that column tells of rows that only named people may read."""
LARGE = 1_000_000
"""Facts from which on a client's own are opened apart."""

Row = dict[str, Any]


@dataclass(frozen=True)
class Other:
    """Another name or id under which the client stands in some source."""

    client_id: str
    name: str
    source: str


@dataclass(frozen=True)
class File:
    """Everything read about one client, as of a day."""

    dossier: Dossier
    record: Row
    engagements: tuple[Row, ...]
    incidents: tuple[Row, ...]
    pulses: tuple[Row, ...]
    our_meetings: tuple[Row, ...]
    """Meetings that we called off or did not come to."""
    our_credits: tuple[Row, ...]
    """Credits that mended a mistake of ours."""
    roles: tuple[tuple[str, float], ...]
    """Role (empty: not written down) and its hours in the last four closed quarters, most first."""
    staff: Mapping[str, str]
    """Names of our people, by their id."""
    others: tuple[Other, ...]
    chart: Mapping[str, Any]
    """The client beside the ideal and the non-ideal one, as `profiles.plain` gives it."""
    account: Mapping[str, float]
    """Every line of its account over the last four closed quarters, minor units."""
    cost: int
    """Cost to serve in the last four closed quarters, as far as it is known."""

    @property
    def as_of(self) -> date:
        """The day that the file speaks of."""
        return self.dossier.review.as_of

    @property
    def year(self) -> tuple[Year, ...]:
        """The last four closed quarters, as far as anything is recorded in them."""
        first = _quarter(self.as_of) - YEAR
        return tuple(one for one in self.dossier.quarters if _quarter(one.began_on) >= first)


def opened(client_id: str, as_of: date | None, person: Person) -> File | None:
    """The file of a client as this person may read it; None where the records of that day do not know it."""
    try:
        with holding(as_of) as held:
            file = _kept(held, client_id, person)
    except NoFacts:
        return None
    return file and replace(
        file,
        pulses=tuple(row for row in file.pulses if _may_read("pulses", row, person)),
        incidents=tuple(row for row in file.incidents if _may_read("incidents", row, person)),
    )


def _may_read(table: str, row: Row, person: Person) -> bool:
    """What colleagues answered, and what confidential signs are made of, is not for everybody; one's own words are."""
    own = bool(person.staff_id) and person.staff_id in (row.get("staff_id"), row.get("reported_by"))
    hidden = table in CONFIDENTIAL and row[CONFIDENTIAL[table]] == HIDDEN and not person.reads_confidential
    hidden = hidden or (table == "pulses" and Role(person.role) not in READ_ANSWERS)
    return own or not hidden


def _kept(held: Held, client_id: str, person: Person) -> File | None:
    answer = held.read_by(person)
    position = answer.position(client_id)
    if position < 0:
        return None
    key = (client_id, answer is held.answer)
    if key not in held.files:
        held.files[key] = _gathered(answer, position, client_id)
    held.files.move_to_end(key)
    while len(held.files) > KEPT:
        held.files.popitem(last=False)
    found: File = held.files[key]
    return found


def _gathered(answer: Review, position: int, client_id: str) -> File:
    opened = ledger()
    own = _own(answer, opened, client_id)
    found = dossier(answer, position, own=own, most=MOST)
    record, staff = _rows(own, "clients", client_id), _staff(own)
    return File(
        dossier=found,
        record=record[0] if record else {},
        engagements=_rows(own, "engagements", client_id),
        incidents=_rows(own, "incidents", client_id),
        pulses=_rows(own, "pulses", client_id),
        our_meetings=_rows(own, "meetings", client_id, caused_by="us"),
        our_credits=_rows(own, "credits", client_id, our_fault=True),
        roles=_roles(own, client_id, staff),
        staff={one["staff_id"]: one["name"] for one in staff},
        others=_others(opened, client_id, found.client.name),
        chart=profiles.plain(chart(answer, position, path=profiles.file())),
        account={name: float(each[position]) for name, each in year_of_lines(answer).items()},
        cost=round(answer.portfolio.cost[position]),
    )


def _own(answer: Review, opened: Ledger, client_id: str) -> Evidence:
    """The facts about the client; to open them apart takes longer than to look them up among few."""
    if sum(answer.facts.evidence.rows.values()) <= LARGE:
        return answer.facts.evidence
    return open_evidence(opened, today=answer.as_of, as_of=answer.as_of, clients=[client_id])


def _rows(evidence: Evidence, name: str, client_id: str, **equal: object) -> tuple[Row, ...]:
    """Rows of one table about the client whose columns are `equal` to these values, latest first."""
    if not evidence.has(name):
        return ()
    table, day = evidence.tables[name], schema(name).happened_on
    conditions = [table[column] == value for column, value in equal.items()]
    found: list[Row] = table.filter(table.client_id == client_id, *conditions).to_pyarrow().to_pylist()
    if day:
        found.sort(key=lambda row: (row[day] or date.min, row["evidence_id"]), reverse=True)
    return tuple(found)


def _quarter(day: date) -> int:
    return day.year * 4 + (day.month - 1) // 3


def _roles(own: Evidence, client_id: str, staff: Sequence[Row]) -> tuple[tuple[str, float], ...]:
    """Hours of the year by role; a person without one in this source has that of the same name in another."""
    if not own.has("time_entries"):
        return ()
    now, entries = _quarter(own.as_of), own.time_entries
    own_entries = entries.client_id == client_id
    year = entries.filter(own_entries, entries.quarter >= now - YEAR, entries.quarter < now)
    worked = year.group_by("staff_id").aggregate(seconds=year.seconds.sum()).to_pyarrow().to_pylist()
    by_name = {one["name"].casefold(): one["role"] for one in staff if one["role"]}
    by_id = {one["staff_id"]: one["role"] or by_name.get(one["name"].casefold(), "") for one in staff}
    hours: dict[str, float] = {}
    for row in worked:
        role = by_id.get(row["staff_id"], "")
        hours[role] = hours.get(role, 0.0) + row["seconds"] / 3600
    return tuple(sorted(hours.items(), key=lambda one: -one[1]))


def _staff(own: Evidence) -> list[Row]:
    found: list[Row] = own.staff.select("staff_id", "name", "role").to_pyarrow().to_pylist()
    return found


def _others(opened: Ledger, client_id: str, name: str) -> tuple[Other, ...]:
    """The other ids that are read as this client, with the names they have in their sources."""
    links = effective(opened.links())
    ids = links.filter(pc.equal(links["client_id"], client_id))["alias"].to_pylist()
    files = opened.files("clients") if ids else []
    if not files:
        return ()
    columns = ["client_id", "name", "source"]
    rows = pq.read_table(files, columns=columns, filters=pc.field("client_id").isin(ids)).to_pylist()
    found = [Other(row["client_id"], row["name"] or "", row["source"] or "") for row in rows]
    return tuple(sorted(found, key=lambda one: (one.name == name, one.source, one.name)))


def fact(client_id: str, table: str, evidence_id: str, as_of: date | None, person: Person) -> Row | None:
    """One row of the ledger about this client; None where there is none that this person may read."""
    if table not in schemas() or "client_id" not in schema(table).columns:
        return None
    try:
        with holding(as_of) as held:
            rows = held.answer.facts.evidence.tables[table]
            wanted = rows.filter(rows.client_id == client_id, rows.evidence_id == evidence_id)
            found: list[Row] = wanted.limit(1).to_pyarrow().to_pylist()
    except NoFacts:
        return None
    return found[0] if found and _may_read(table, found[0], person) else None
