"""What clients owe us in papers and give us in recommendations, and what our people think of them."""

from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from amicable.demo.cast import Cast
from amicable.demo.days import DAYS, FIRST, MONTHS, iso, some_workday
from amicable.demo.dice import chance, happens
from amicable.demo.native import Firm
from amicable.demo.table import Row

Rng = np.random.Generator
DOCUMENTS: Mapping[str, tuple[str, ...]] = {
    "accounting": ("bank statement", "purchase invoices", "payroll changes", "stock list", "mileage log"),
    "agency": ("texts", "photographs", "approval of the draft", "access to the domain", "price list"),
    "shop": ("credit form", "delivery address", "resale certificate"),
}
NOTES: Mapping[str, tuple[str, ...]] = {
    "boundary": (
        "Rang my private number on Sunday evening.",
        "Expected an answer at eleven at night and wrote four times until it came.",
        "Came in without an appointment and would not leave until served.",
    ),
    "abuse": ("Shouted at our assistant on the telephone and called her useless.",),
    "other": (
        "Asked for work outside the agreement and would not hear of a price for it.",
        "Disputed hours that had been agreed in writing.",
    ),
    "values": ("Wanted us to drop a supplier of theirs for the origin of its owner.",),
    "unethical": ("Asked us to date an agreement three months back.",),
    "error": (
        "The same two accounts were swapped again, as in the quarter before.",
        "The list came without the totals that we had asked for twice.",
    ),
    "outage": ("Our portal was down for half a day.",),
    "our_error": (
        "We sent a wrong figure and corrected it a week later.",
        "We missed the date we had promised.",
    ),
}


def document_requests(firm: Firm, rng: Rng) -> Iterable[Row]:
    """Papers asked for each quarter; those who pay late send papers late too, a little."""
    cast = firm.cast
    rate = 0.06 if cast.trade.is_shop else 0.34
    client, month = np.nonzero(cast.active & chance(rng, rate, *cast.revenue.shape))
    asked = some_workday(rng, month)
    late = rng.random(len(client)) < 0.16 + 0.3 * cast.traits["late"][client]
    received = asked + np.where(late, 11 + rng.integers(0, 25, len(client)), rng.integers(1, 10, len(client)))
    documents = DOCUMENTS[cast.trade.kind]
    for i in np.lexsort((client, asked)):
        if asked[i] + 10 < DAYS:
            came = iso(int(received[i])) if received[i] < DAYS else ""
            paper = documents[int(rng.integers(len(documents)))]
            reminders = int(rng.integers(1, 4)) if late[i] else 0
            due = iso(int(asked[i]) + 10)
            yield f"Q{i + 1:05d}", cast.ids[client[i]], iso(int(asked[i])), due, came, paper, reminders


def referrals(firm: Firm, rng: Rng) -> Iterable[Row]:
    """New business sent to us; never by those planted."""
    cast = firm.cast
    willing = np.array([p != "bad" for p in cast.parts])
    count = rng.poisson(cast.active * willing[:, None] * 0.16 / 12)
    client, month = np.nonzero(count)
    when = some_workday(rng, month)
    for serial, i in enumerate(np.lexsort((client, when)), start=1):
        if when[i] < DAYS:
            came = "true" if happens(rng, 0.5) else "false"
            name = f"Acquaintance of {cast.companies[client[i]].name}"
            yield f"F{serial:04d}", cast.ids[client[i]], iso(int(when[i])), name, came


def pulses(firm: Firm, rng: Rng) -> Iterable[Row]:
    """Twice a year whoever serves the client most says how it is."""
    cast, serial = firm.cast, 0
    for month in range(5, MONTHS, 6):
        asked = iso(int(FIRST[month + 1]) - 3)
        for client in np.flatnonzero(cast.active[:, month]):
            serial += 1
            mean = {"bad": 2.2, "difficult_contact": 3.2}.get(cast.parts[client], 3.9)
            score = int(np.clip(np.round(rng.normal(mean, 0.7)), 1, 5))
            asked_of = firm.team.ids[firm.team.serving[client, 2]]
            yield f"U{serial:05d}", cast.ids[client], asked_of, asked, score, ""


def incidents(firm: Firm, rng: Rng) -> Iterable[Row]:
    """What was written down: a few of everybody, more of those planted, one just now of ours."""
    written = sorted([*_incidents(firm.cast, rng), *_rare(firm.cast)])
    for serial, (when, client, kind, note, confirmed) in enumerate(written, start=1):
        reporter = firm.team.ids[firm.team.serving[client, 3]]
        yield f"N{serial:04d}", firm.cast.ids[client], iso(when), kind, note, reporter, confirmed


def _incidents(cast: Cast, rng: Rng) -> Iterator[tuple[int, int, str, str, str]]:
    for client in cast.playing("just_complained"):
        yield DAYS - 47, int(client), "our_error", NOTES["our_error"][0], "true"
    for client in cast.playing("difficult_contact"):
        for when in rng.integers(300, DAYS, 2):
            yield int(when), int(client), "other", "One of their people was curt on the telephone.", "false"
    for turn, client in enumerate(cast.playing("bad")):
        kinds = ("boundary", "boundary") if "no boundaries" in cast.families[client] else ("other",)
        for kind in (*kinds, "other", *(("abuse",) if turn % 6 == 0 else ())):
            note = NOTES[kind][int(rng.integers(len(NOTES[kind])))]
            yield int(rng.integers(60, DAYS)), int(client), kind, note, "true" if kind == "abuse" else "false"
    for client in rng.choice(cast.playing(""), 24):
        kind = ("our_error", "other")[int(rng.integers(2))]
        first = max(int(cast.since[client]), 0)
        last = min(int(cast.ended[client]), DAYS)
        note = NOTES["our_error"][1] if kind == "our_error" else "A misunderstanding about scope; cleared up."
        yield int(rng.integers(first, max(last, first + 1))), int(client), kind, note, "false"


def _rare(cast: Cast) -> Iterator[tuple[int, int, str, str, str]]:
    """What hardly ever happens: one against our values, one not right, mistakes that come back, a portal that was down."""
    bad = cast.playing("bad").tolist()
    takers = [client for client in bad if "takes advantage" in cast.families[client]]
    for kind, client in zip(("values", "unethical"), takers, strict=False):
        yield DAYS - 120, client, kind, NOTES[kind][0], "true"
    for client in [client for client in bad if "drain" in cast.families[client]]:
        for turn in range(6):
            yield DAYS - 40 - 60 * turn, client, "error", NOTES["error"][turn % 2], "false"
    for client in cast.playing("")[::40].tolist():
        yield DAYS - 200, client, "outage", NOTES["outage"][0], "false"


def afterwork(firm: Firm, rng: Rng) -> Iterable[Row]:
    """Time that the time sheets do not tell apart: doing work again, and running after money."""
    cast, serial = firm.cast, 0
    for client in np.flatnonzero(cast.active[:, MONTHS - 1]).tolist():
        families = cast.families[client]
        for kind, family, minutes in (("rework", "drain", 150), ("chasing", "payment trouble", 20)):
            usual = 0.02 if family not in families else 0.45
            for month in np.flatnonzero(cast.active[client] & chance(rng, usual, MONTHS)).tolist():
                serial += 1
                day = int(some_workday(rng, np.array([month]))[0])
                seconds = minutes * 60 * int(rng.integers(1, 3))
                if day < DAYS:
                    yield (
                        f"T{serial:05d}",
                        cast.ids[client],
                        firm.team.ids[firm.team.serving[client, 4]],
                        iso(day),
                        seconds,
                        "false",
                        kind,
                        kind,
                    )


AFTERWORK = "entry_id,client_id,staff_id,worked_on,seconds,billable,kind,task"
SHEETS = {
    "document_requests": (
        "request_id,client_id,requested_on,due_on,received_on,document,reminders",
        document_requests,
    ),
    "referrals": ("referral_id,client_id,referred_on,referred,became_client", referrals),
    "pulses": ("pulse_id,client_id,staff_id,asked_on,score,note", pulses),
    "incidents": ("incident_id,client_id,happened_on,kind,note,reported_by,confirmed", incidents),
}
"""File name without ending -> header and rows."""
