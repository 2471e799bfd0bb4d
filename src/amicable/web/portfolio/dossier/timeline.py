"""The timeline of a client: documented situations, incidents and pulses, latest first, by month."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import PurePath
from typing import Any

from babel.dates import format_skeleton

from amicable.decision.situations import Situation
from amicable.i18n import N_
from amicable.signs import all_signs
from amicable.web.portfolio.dossier.file import MOST, File
from amicable.web.rendering import figures, language, told

FIRST, MORE = 20, 200
"""Situations shown at first, and how many more with each press."""
INCIDENTS = {
    "abuse": N_("Abuse of our people"),
    "threat": N_("Threat"),
    "unethical": N_("Unethical request"),
    "boundary": N_("Boundary crossed"),
    "values": N_("Against our values"),
    "error": N_("Their error"),
    "our_error": N_("Our own error"),
    "outage": N_("Our service was down"),
    "other": N_("Something else"),
}
INCIDENT, PULSE = "incident", "pulse"
KINDS = {INCIDENT: N_("Incidents written down"), PULSE: N_("How it is to work with them")}


@dataclass(frozen=True)
class Entry:
    """One thing that happened, as a sentence with its source."""

    happened_on: date
    kind: str
    """Name of a sign, "incident" or "pulse"."""
    title: str
    sentence: str
    table: str
    evidence_id: str
    source: str
    key: bool
    """Among the few that a printed dossier shows."""

    @property
    def opens(self) -> bool:
        """Whether it has a row in the ledger to look at; sums of a quarter have none."""
        return bool(self.evidence_id)

    @property
    def quote(self) -> str:
        """The sentence as it is copied, with its source."""
        if not self.source:
            return self.sentence
        return told(N_("{sentence} (Source: {source})"), sentence=self.sentence, source=self.source)


@dataclass(frozen=True)
class Timeline:
    """A part of the timeline, by month, and what is left out of it."""

    months: tuple[tuple[str, tuple[Entry, ...]], ...]
    shown: int
    all: int
    printed: tuple[Entry, ...]
    """Key entries beyond those, which stand on paper all the same."""
    cut: tuple[str, ...]
    """Titles of signs of which only the latest situations were read."""


def timeline(file: File, *, kind: str = "", most: int = FIRST) -> Timeline:
    """The latest `most` entries, of one kind if it is given."""
    entries = [one for one in all_entries(file) if kind in ("", one.kind)]
    months = tuple(_months(entries[:most]))
    printed = tuple(one for one in entries[most:] if one.key)
    return Timeline(months, min(most, len(entries)), len(entries), printed, _cut(file))


def all_entries(file: File) -> list[Entry]:
    """Everything documented, latest first."""
    key = {id(one) for one in file.dossier.strongest}
    found = [_situation(one, key=id(one) in key) for one in file.dossier.situations]
    found += [_incident(row, file.staff) for row in file.incidents]
    found += [_pulse(row) for row in file.pulses]
    return sorted(found, key=lambda one: (one.happened_on, one.kind, one.evidence_id), reverse=True)


def kinds(file: File) -> list[tuple[str, str, int]]:
    """Kinds that occur, with their titles and how often they do."""
    counted: dict[str, int] = {}
    for one in file.dossier.situations:
        counted[one.sign.name] = counted.get(one.sign.name, 0) + 1
    counted |= {INCIDENT: len(file.incidents), PULSE: len(file.pulses)}
    titles = {name: sign.title for name, sign in all_signs().items()} | KINDS
    return [(name, told(titles[name]), count) for name, count in counted.items() if count]


def ours(file: File) -> list[Entry]:
    """What is documented about faults of our own, latest first."""
    found = [_incident(row, file.staff) for row in file.incidents if row["kind"] == "our_error"]
    found += [_our_meeting(row) for row in file.our_meetings]
    found += [_our_credit(row) for row in file.our_credits]
    return sorted(found, key=lambda one: one.happened_on, reverse=True)


def _situation(one: Situation, *, key: bool) -> Entry:
    f = figures()
    sentence = one.sentence(
        shown_date=f.day(one.happened_on),
        shown_money=f.money(one.value),
        shown_number=f.number(one.amount, 1),
        language=language(),
    )
    return Entry(one.happened_on, one.sign.name, told(one.sign.title), sentence, one.table, one.evidence_id, one.place, key)  # fmt: skip


def _incident(row: Mapping[str, Any], staff: Mapping[str, str]) -> Entry:
    title = told(INCIDENTS.get(row["kind"], INCIDENTS["other"]))
    who = staff.get(row["reported_by"] or "", row["reported_by"] or "")
    note = row["note"] or told(N_("Nothing more was written down."))
    words = {
        (True, True): N_("{note} Written down by {who}, confirmed by a second person."),
        (True, False): N_("{note} Written down by {who}."),
        (False, True): N_("{note} Confirmed by a second person."),
        (False, False): "{note}",
    }
    sentence = told(words[bool(who), bool(row["confirmed"])], note=note, who=who)
    grave = row["kind"] in ("abuse", "threat", "unethical", "boundary")
    return Entry(row["happened_on"], INCIDENT, title, sentence, "incidents", row["evidence_id"], source(row), key=grave)  # fmt: skip


def _pulse(row: Mapping[str, Any]) -> Entry:
    words = N_("Working with them was rated {score} of 5.")
    if row["note"]:
        words = N_("Working with them was rated {score} of 5: “{note}”")
    sentence = told(words, score=row["score"], note=row["note"])
    return Entry(row["asked_on"], PULSE, told(KINDS[PULSE]), sentence, "pulses", row["evidence_id"], source(row), key=False)  # fmt: skip


def _our_meeting(row: Mapping[str, Any]) -> Entry:
    words = {
        "cancelled": N_("We called off the meeting of {day} ({title})."),
        "no_show": N_("We did not come to the meeting of {day} ({title})."),
    }
    words_of_it = words.get(row["outcome"], N_("We moved the meeting of {day} ({title})."))
    sentence = told(words_of_it, day=figures().day(row["starts_on"]), title=row["title"] or "?")
    return Entry(row["starts_on"], "our_meeting", told(N_("A meeting missed by us")), sentence, "meetings", row["evidence_id"], source(row), key=True)  # fmt: skip


def _our_credit(row: Mapping[str, Any]) -> Entry:
    f = figures()
    sentence = told(
        N_("We gave back {amount} on {day}, because of a mistake of ours ({reason})."),
        amount=f.money(row["amount"]),
        day=f.day(row["issued_on"]),
        reason=row["reason"] or "?",
    )
    return Entry(row["issued_on"], "our_credit", told(N_("A mistake of ours, mended")), sentence, "credits", row["evidence_id"], source(row), key=True)  # fmt: skip


def source(row: Mapping[str, Any]) -> str:
    """Where a row was read: file and line."""
    name = PurePath(row["file"] or "").name
    return f"{name}:{row['line']}" if name and row["line"] else name


def _months(entries: Sequence[Entry]) -> Iterator[tuple[str, tuple[Entry, ...]]]:
    for _, some in groupby(entries, key=lambda one: (one.happened_on.year, one.happened_on.month)):
        month = tuple(some)
        yield format_skeleton("yMMMM", month[0].happened_on, locale=language()), month


def _cut(file: File) -> tuple[str, ...]:
    names: Iterable[str] = [one.sign.name for one in file.dossier.situations]
    counted: dict[str, int] = {}
    for name in names:
        counted[name] = counted.get(name, 0) + 1
    return tuple(told(all_signs()[name].title) for name, count in counted.items() if count >= MOST)
