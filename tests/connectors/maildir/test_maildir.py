"""Mail out of Maildir folders, and single messages."""

from pathlib import Path

from tests.connectors.tables import read_all

from amicable.connectors import maildir
from amicable.evidence import Firm

OFFICE = Path(__file__).parent / "office"
FIRM = Firm(domains=("lindberg.example",))


def rows(path):
    return list(maildir.rows(path, FIRM, []))


def test_a_folder_is_recognised_by_its_parts(tmp_path):
    assert maildir.recognises(OFFICE, b"")
    assert not maildir.recognises(tmp_path, b"")


def test_a_message_is_recognised_by_its_header():
    message = min((OFFICE / "cur").iterdir())
    assert maildir.recognises(message, message.read_bytes())
    assert not maildir.recognises(message, b"From,To,Date\nx,y,z\n")
    assert not maildir.recognises(message, b"From: a list of names\nNote: no mail\n\nText")


def test_reads_every_message_of_a_folder():
    found = [(row["message_id"], row["sent_at"], row["direction"], row["automatic"]) for row in rows(OFFICE)]
    assert found == [
        ("<seven@home.example>", "2025-02-03 21:55:00", "in", "false"),
        ("<eight@home.example>", "2025-02-04 06:00:00", "in", "true"),
    ]


def test_a_part_of_our_domain_is_ours():
    assert [row["inside"] for row in rows(OFFICE)] == [
        "address:office@mail.lindberg.example",
        "address:office@lindberg.example",
    ]


def test_prefers_the_plain_text_of_a_message():
    message = min((OFFICE / "cur").iterdir())
    assert [row["body"] for row in rows(message)] == ["Call me now!"]


def test_a_folder_becomes_messages():
    messages = read_all(OFFICE, FIRM).tables["messages"]
    assert {row["client_id"] for row in messages} == {"rosa@home.example"}
    by_time = sorted(messages, key=lambda row: row["sent_at"])
    assert [row["automatic"] for row in by_time] == [False, True]
