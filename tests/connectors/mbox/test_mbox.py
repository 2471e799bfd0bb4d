"""Mail out of mbox files."""

from pathlib import Path

import pytest
from tests.connectors.tables import read_all

from amicable.connectors import mbox
from amicable.evidence import Firm

HERE = Path(__file__).parent
FIRM = Firm(domains=("lindberg.example",))


def rows(path, firm=FIRM):
    problems = []
    return list(mbox.rows(path, firm, problems)), problems


@pytest.fixture(scope="module")
def office():
    found, problems = rows(HERE / "office.mbox")
    return {row["message_id"]: row for row in found}, problems


def test_is_recognised_by_its_first_line(tmp_path):
    assert mbox.recognises(HERE / "office.mbox", (HERE / "office.mbox").read_bytes()[:200])
    assert not mbox.recognises(HERE / "office.mbox", b"From the beginning, nothing was clear.\n")
    assert not mbox.recognises(HERE / "office.mbox", b"")


def test_tells_our_side_from_theirs(office):
    found = {key: (row["direction"], row["outside"], row["inside"]) for key, row in office[0].items()}
    assert found == {
        "<one@brightwater.example>": (
            "in",
            "address:piet@brightwater.example",
            "address:nora@lindberg.example",
        ),
        "<two@lindberg.example>": (
            "out",
            "address:piet@brightwater.example",
            "address:nora@lindberg.example",
        ),
        "<three@shop.example>": ("in", "address:no-reply@shop.example", "address:nora@lindberg.example"),
        "<four@home.example>": ("in", "address:rosa@home.example", "address:nora@lindberg.example"),
        "<five@home.example>": ("in", "address:rosa@home.example", "address:nora@lindberg.example"),
        "<six@lindberg.example>": ("out", "", "address:otto@lindberg.example"),
    }


def test_reads_names_and_subjects_in_any_encoding(office):
    first = office[0]["<one@brightwater.example>"]
    assert (first["outside_name"], first["subject"]) == ("Mill, Piét", "Café bills")


def test_takes_back_the_quoting_of_lines_that_begin_with_from(office):
    lines = office[0]["<one@brightwater.example>"]["body"].splitlines()
    assert lines == [
        "Hello,",
        "",
        "From Monday on the bills are yours.",
        ">From nobody else.",
        "",
        "From where I stand that is late.",
    ]


def test_reads_html_as_its_words(office):
    assert office[0]["<two@lindberg.example>"]["body"].split() == ["Thank", "you", "&", "noted", ".", "Nora"]


def test_an_answer_belongs_to_the_thread_of_its_question(office):
    threads = {office[0][key]["thread_id"] for key in ("<one@brightwater.example>", "<two@lindberg.example>")}
    assert threads == {"<one@brightwater.example>"}


def test_robots_are_marked_as_automatic(office):
    assert [key for key, row in office[0].items() if row["automatic"] == "true"] == ["<three@shop.example>"]


def test_hours_are_told_in_utc(office):
    assert office[0]["<one@brightwater.example>"]["sent_at"] == "2025-02-03 21:15:00"


def test_a_date_after_the_arrival_gives_way_to_the_arrival_and_is_told(office):
    found, problems = office
    assert found["<four@home.example>"]["sent_at"] == "2025-02-05 07:00:10"
    assert [(problem.line, problem.column, problem.rows) for problem in problems] == [(38, "Date", 0)]


def test_a_message_without_date_has_none(office):
    assert office[0]["<five@home.example>"]["sent_at"] == ""


def test_unknown_domains_are_told_once():
    _, problems = rows(HERE / "office.mbox", Firm())
    assert [problem.message.split(",")[0] for problem in problems if not problem.line] == [
        "The firm's own mail domains are not known"
    ]


def test_a_whole_address_can_be_ours():
    found, _ = rows(HERE / "office.mbox", Firm(domains=("nora@lindberg.example",)))
    assert [row["direction"] for row in found] == ["in", "out", "in", "in", "in", "in"]


def test_reads_zipped_mail(tmp_path):
    import gzip

    zipped = tmp_path / "mail.gz"
    zipped.write_bytes(gzip.compress((HERE / "office.mbox").read_bytes()))
    assert len(rows(zipped)[0]) == 6


def test_mail_becomes_messages_and_its_people_are_mentioned():
    outcome = read_all(HERE / "office.mbox", FIRM)
    assert [(row["message_id"], row["client_id"], row["staff_id"]) for row in outcome.tables["messages"]] == [
        ("<one@brightwater.example>", "piet@brightwater.example", "nora lind"),
        ("<two@lindberg.example>", "piet@brightwater.example", "nora lind"),
        ("<three@shop.example>", "no-reply@shop.example", "nora@lindberg.example"),
        ("<four@home.example>", "rosa@home.example", "nora@lindberg.example"),
    ]
    assert {row["name"] for row in outcome.tables["clients"]} == {
        "Mill, Piét",
        "no-reply@shop.example",
        "rosa@home.example",
    }
    assert [(problem.line, problem.column) for problem in outcome.problems] == [(48, "sent_at")]
    assert sum(outcome.left_out.values()) == 1


@pytest.mark.parametrize(
    ("name", "senders"),
    [
        ("mbox_single.mbox", ["goran@domain.com"]),
        ("mbox_no_fields.mbox", ["goran@domain.com"] * 6),
        ("mbox_iso8859_encoding.mbox", ["lucíacharlie@wellsfargo.com"]),
        ("mbox_unixfrom_encoding.mbox", ["christian@example.org"]),
        ("mbox_unknown_encoding.mbox", ["yuancong@example.com"]),
        ("mbox_multipart.mbox", ["yves.yang@example.com", "daniel.nehren@example.com"]),
        ("mbox_complex.mbox", ["eloli@hotmail.com", "danilo@gnome.org"]),
    ],
)
def test_reads_broken_mail_of_the_wild(shared, name, senders):
    found, _ = rows(shared / "formats" / "mbox_edge" / name, Firm())
    assert [row["outside_address"] for row in found] == senders
    assert all(row["body"] for row in found)


def test_real_messages_without_an_id_get_one(shared):
    """Six messages: four bear the same id (two of them without a date), one has none, one another."""
    outcome = read_all(shared / "formats" / "mbox_edge" / "mbox_no_fields.mbox")
    assert len(outcome.tables["messages"]) == 3
    assert [problem.line for problem in outcome.problems] == [25, 48]
