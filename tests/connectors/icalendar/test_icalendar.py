"""Appointments out of calendar files."""

from collections import Counter
from pathlib import Path

import pytest
from tests.connectors.tables import read_all

from amicable.connectors import icalendar
from amicable.evidence import Firm

HERE = Path(__file__).parent
FIRM = Firm(domains=("lindberg.example",), zone="Europe/Helsinki")


def rows(path, firm=FIRM):
    problems = []
    return list(icalendar.rows(path, firm, problems)), problems


@pytest.fixture(scope="module")
def office():
    return rows(HERE / "office.ics")[0]


def of(found, uid):
    return [row for row in found if row["uid"].startswith(uid)]


def test_is_recognised_by_its_first_line():
    assert icalendar.recognises(HERE / "office.ics", b"\xef\xbb\xbfbegin:vcalendar\r\n")
    assert not icalendar.recognises(HERE / "office.ics", b"BEGIN:VCARD\r\n")


def test_a_series_gives_one_row_per_repetition_without_those_taken_out(office):
    found = [(row["starts_at"], row["planned_seconds"], row["outcome"]) for row in of(office, "weekly")]
    assert found == [
        ("2025-03-03 09:00:00", "1800", ""),
        ("2025-03-10 09:00:00", "1800", "cancelled"),
        ("2025-03-25 15:00:00", "3600", ""),
        ("2025-03-31 08:00:00", "1800", ""),  # summer time has begun
    ]


def test_a_moved_repetition_keeps_its_id(office):
    assert [row["meeting_id"] for row in of(office, "weekly")] == [
        "weekly@lindberg.example/20250303T0900",
        "weekly@lindberg.example/20250310T0900",
        "weekly@lindberg.example/20250324T0900",
        "weekly@lindberg.example/20250331T0800",
    ]


def test_the_client_is_the_first_guest_from_outside(office):
    assert {(row["outside"], row["inside"]) for row in of(office, "weekly")} == {
        ("address:piet@brightwater.example", "address:nora@lindberg.example")
    }


def test_a_cancellation_tells_when_it_was_written_down_but_not_by_whom(office):
    cancelled = next(row for row in office if row["status"] == "CANCELLED")
    assert (cancelled["cancelled_at"], cancelled["caused_by"]) == ("2025-03-09 18:00:00", "")


def test_a_meeting_that_all_guests_declined_is_cancelled_by_the_client(office):
    declined = of(office, "declined")
    assert [(row["outcome"], row["caused_by"], row["cancelled_at"]) for row in declined] == [
        ("cancelled", "client", "")
    ]


def test_a_calendar_of_cancellations_cancels(office):
    found, _ = rows(HERE / "called_off.ics")
    assert [(row["meeting_id"], row["outcome"], row["cancelled_at"]) for row in found] == [
        ("declined@lindberg.example", "cancelled", "2025-03-05 11:00:00")
    ]


def test_what_is_no_meeting_is_not_unrolled(office):
    assert [(row["all_day"], row["outside"]) for row in of(office, "fair")] == [
        ("yes", "address:rosa@home.example")
    ]
    assert [(row["all_day"], row["outside"]) for row in of(office, "staff")] == [("", "")]


def test_an_impossible_date_is_handed_on_as_it_stands(office):
    assert [(row["starts_at"], row["_line"]) for row in of(office, "impossible")] == [
        ("20250332T080000Z", "69")
    ]


def test_a_misspelt_zone_is_understood_and_an_unknown_one_is_told(tmp_path):
    assert rows(HERE / "office.ics")[1] == []
    strange = tmp_path / "strange.ics"
    strange.write_text((HERE / "office.ics").read_text().replace("Europe/lisbon", "Office time"))
    assert [(problem.line, problem.column, problem.rows) for problem in rows(strange)[1]][:1] == [
        (5, "DTSTART", 0)
    ]


def test_without_known_domains_the_organiser_counts_as_ours():
    found, problems = rows(HERE / "office.ics", Firm(zone="Europe/Lisbon"))
    assert {row["outside"] for row in of(found, "declined")} == {"address:rosa@home.example"}
    assert [problem.line for problem in problems] == [0]


def test_an_unreadable_appointment_does_not_take_the_others_with_it(tmp_path):
    broken = tmp_path / "broken.ics"
    text = (HERE / "called_off.ics").read_text()
    ending = "END:VCALENDAR"
    broken.write_text(
        text.replace(
            ending, f"BEGIN:VEVENT\nUID:x\nBEGIN:VALARM\nEND:VTODO\nEND:VALARM\nEND:VEVENT\n{ending}"
        )
    )
    found, problems = rows(broken)
    assert len(found) + len([problem for problem in problems if problem.rows]) == 2


def test_a_calendar_that_is_cut_off_gives_what_came_before(tmp_path):
    cut = tmp_path / "cut.ics"
    text = (HERE / "office.ics").read_text()
    cut.write_text(text[: text.index("SUMMARY:Never")])
    found, problems = rows(cut)
    assert {row["uid"].partition("@")[0] for row in found} == {"weekly", "declined", "fair", "staff"}
    assert [(problem.line, problem.rows) for problem in problems] == [(69, 1)]


def test_a_series_that_repeats_every_second_counts_once_and_is_told(tmp_path):
    restless = tmp_path / "restless.ics"
    restless.write_text((HERE / "office.ics").read_text().replace("FREQ=WEEKLY;COUNT=5", "FREQ=SECONDLY"))
    found, problems = rows(restless)
    assert len(of(found, "weekly")) == 3
    assert [(problem.line, problem.column, problem.rows) for problem in problems] == [(5, "RRULE", 0)]


def test_appointments_become_meetings_and_what_is_none_is_left_out():
    outcome = read_all(HERE / "office.ics", FIRM)
    assert [(row["client_id"], row["staff_id"], row["outcome"]) for row in outcome.tables["meetings"]] == [
        ("piet@brightwater.example", "nora lind", None),
        ("piet@brightwater.example", "nora lind", None),
        ("piet@brightwater.example", "nora lind", "cancelled"),
        ("piet@brightwater.example", "nora lind", None),
        ("rosa@home.example", "nora lind", "cancelled"),
    ]
    assert [(problem.line, problem.column) for problem in outcome.problems] == [(69, "starts_at")]
    assert sorted(outcome.left_out.values()) == [1, 1]


def test_a_private_calendar_of_google(shared):
    """4,778 entries, 333 of whole days, 333 with guests of their own (50 more name one only in an alarm)."""
    path = shared / "formats" / "ics" / "niccokunzmann__issue42.ics"
    found, problems = rows(path, Firm(domains=("gabi@gmail.com",), zone="Europe/London"))
    assert len(found) == 4778
    assert Counter(row["status"] for row in found) == {"CONFIRMED": 4507, "TENTATIVE": 271}
    assert sum(row["all_day"] == "yes" for row in found) == 333
    assert sum(bool(row["outside"]) for row in found) == 35
    assert problems == []


def test_one_of_two_entries_is_cancelled(shared):
    found, _ = rows(shared / "formats" / "ics" / "niccokunzmann__issue_18_cancel_status.ics")
    assert [row["outcome"] for row in found] == ["", "cancelled"]


def test_every_calendar_of_the_wild_is_read(shared):
    for path in sorted((shared / "formats" / "ics").glob("*.ics")):
        found, _ = rows(path)
        assert all(row["_line"] for row in found), path.name
