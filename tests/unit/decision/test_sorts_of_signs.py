"""Signs that a person states, faults of our own, and what nobody ever wrote down."""

from datetime import date

from amicable.decision.criteria import Criteria
from amicable.decision.review import review
from tests.spec.tables import evidence

NAMES = [f"c{number:02d}" for number in range(40)]
PEOPLE = "client_id | name\n" + "\n".join(f"{name} | {name}" for name in NAMES)
MESSAGES = "message_id | client_id | direction | sent_at\n" + "\n".join(
    f"{name}-{day} | {name} | in | 2025-{month:02d}-{day:02d} 10:00"
    for name in NAMES
    for month in (2, 5, 8, 11)
    for day in range(3, 8)
)


def asked(engine, as_of="2025-12-31", **tables):
    return review(
        evidence(engine, {"clients": PEOPLE, **tables}, as_of=date.fromisoformat(as_of)), Criteria()
    )


def client(found, name):
    return found.candidates([found.position(name)])[0]


ABUSE = """
    incident_id | client_id | happened_on | kind  | confirmed
    1           | c00       | 2025-03-01  | abuse | yes
    2           | c01       | 2025-03-02  | abuse | no
"""


def test_one_confirmed_situation_is_enough(engine):
    """One of eighty messages would be below any threshold; what nobody has confirmed counts for nothing."""
    found = asked(engine, messages=MESSAGES, incidents=ABUSE)
    one = client(found, "c00")
    assert [(each.sign.name, each.counts, each.strength) for each in one.findings if each.strong] == [
        ("staff_abuse", True, 1.0)
    ]
    assert one.points == 4
    assert one.course == "repair"
    assert client(found, "c01").points == 0


def test_a_confirmed_situation_expires(engine):
    """Two years later it is over."""
    assert client(asked(engine, as_of="2027-02-28", incidents=ABUSE), "c00").points == 4
    assert client(asked(engine, as_of="2027-03-02", incidents=ABUSE), "c00").points == 0


def test_our_own_fault_is_shown_and_never_counts_against_the_client(engine):
    """All of c00's requests were solved late, and none of the others'."""
    tickets = "ticket_id | client_id | opened_at | closed_at\n" + "\n".join(
        f"{name}-{month}-{day} | {name} | 2025-{month:02d}-{day:02d} 10:00 | 2025-{month:02d}-{28 if name == 'c00' else day:02d} 18:00"
        for name in NAMES
        for month in range(1, 12)
        for day in (3, 4)
    )
    one = client(asked(engine, tickets=tickets), "c00")
    ours = next(each for each in one.findings if each.sign.name == "our_missed_deadlines")
    assert ours.strong
    assert (ours.counts, ours.aside) == (False, "ours")
    assert one.points == 0


def test_what_nobody_ever_wrote_down_is_no_evidence(engine):
    """Meetings without a single late arrival: nobody looked at the clock. One for anybody, and all others were in time."""
    meetings = "meeting_id | client_id | starts_at | outcome | late_seconds\n" + "\n".join(
        f"{name} | {name} | 2025-03-03 10:00 | held | {{late}}" for name in NAMES
    )
    assert "late_arrivals" in asked(engine, meetings=meetings.format(late="-")).no_evidence
    once = meetings.format(late="-").replace("held | -", "held | 1200", 1)
    assert "late_arrivals" not in asked(engine, meetings=once).no_evidence
