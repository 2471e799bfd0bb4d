"""The messages of a client, with what was read in them."""

import pytest

from amicable.web.messages.pieces import Mark, pieces
from amicable.web.portfolio.models import Assignment, Client, Note
from amicable.web.rights import Role
from tests.web.letters import ABUSE, DISCOUNT, THANKS, message, receive

pytestmark = pytest.mark.django_db
REPLY = "No, thank you.\n\nOn 3 Nov 2026 at 10:00 Ona <ona@firm.example> wrote:\n> You are complete idiots\n"


@pytest.fixture
def client(empty_ledger, people) -> Client:
    """A client with five messages."""
    receive(
        empty_ledger,
        message(1, "own:C1", ABUSE, day=3, subject="Enough"),
        message(2, "own:C1", DISCOUNT, day=9),
        message(3, "own:C2", DISCOUNT, day=10),
        message(4, "own:C1", THANKS, day=11, direction="out"),
        message(5, "own:C1", REPLY, day=12),
        message(6, "own:C1", "<script>alert(1)</script> & more", day=13),
    )
    made = Client.objects.create(client_id="own:C1", name="Vermell Foods")
    Assignment.objects.create(person=people[Role.EMPLOYEE], client=made, made_by="test")
    return made


def listed(browser, client, **asked) -> list[str]:
    page = browser.get(f"/clients/{client.pk}/messages/", asked)
    return [one.row["message_id"] for one in page.context["shown"]]


def test_messages_stand_latest_first_with_their_marks(client, signed_in):
    page = signed_in(Role.EMPLOYEE).get(f"/clients/{client.pk}/messages/")
    assert [one.row["message_id"] for one in page.context["shown"]] == [f"mail:{n}" for n in (6, 5, 4, 2, 1)]
    assert '<mark class="found grave" title="Abuse of staff">You are complete idiots</mark>' in page.content.decode()  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"situation": "abuse"}, ["mail:1"]),
        ({"situation": "any"}, ["mail:2", "mail:1"]),
        ({"q": "BETTER price"}, ["mail:2"]),
        ({"q": "enough"}, ["mail:1"]),
        ({"direction": "out"}, ["mail:4"]),
        ({"since": "2026-11-09", "until": "2026-11-11"}, ["mail:4", "mail:2"]),
        (
            {"since": "yesterday", "situation": "no such", "page": "99"},
            [f"mail:{n}" for n in (6, 5, 4, 2, 1)],
        ),
    ],
)
def test_messages_are_filtered_by_situation_words_side_and_days(client, signed_in, asked, found):
    assert listed(signed_in(Role.OWNER), client, **asked) == found


def test_more_messages_stand_on_further_pages(empty_ledger, signed_in):
    receive(empty_ledger, *(message(n, "own:C1", THANKS, day=1 + n % 28) for n in range(45)))
    client = Client.objects.create(client_id="own:C1", name="Vermell Foods")
    browser = signed_in(Role.OWNER)
    all_pages = [number for page in (1, 2, 3) for number in listed(browser, client, page=page)]
    assert len(all_pages) == len(set(all_pages)) == 45


def test_what_a_client_quotes_of_us_is_folded_away_and_not_marked(client, signed_in):
    page = signed_in(Role.OWNER).get(f"/clients/{client.pk}/messages/one/mail:5/")
    assert page.context["one"].marks == []
    assert '<details class="foreign">' in page.content.decode()


def test_what_a_client_wrote_is_never_taken_for_our_page(client, signed_in):
    page = signed_in(Role.OWNER).get(f"/clients/{client.pk}/messages/").content.decode()
    assert "<script>alert(1)" not in page


def test_messages_of_other_clients_do_not_exist(client, signed_in):
    other = Client.objects.create(client_id="own:C2", name="Blau Studio")
    browser = signed_in(Role.EMPLOYEE)
    assert browser.get(f"/clients/{other.pk}/messages/").status_code == 404
    assert browser.get(f"/clients/{client.pk}/messages/one/mail:3/").status_code == 404
    assert browser.post(f"/clients/{client.pk}/messages/quote/mail:3/").status_code == 404


def test_a_message_is_quoted_in_a_note_with_its_day(client, signed_in):
    browser = signed_in(Role.EMPLOYEE)
    page = browser.get(f"/clients/{client.pk}/messages/one/mail:1/")
    offered = page.context["note_form"].initial
    assert offered["text"] == "“You are complete idiots” (message of November 3, 2026, “Enough”)"
    given = {f"note-{name}": value for name, value in offered.items()}
    browser.post(f"/clients/{client.pk}/messages/quote/mail:1/", given)
    note = Note.objects.get()
    assert (note.client, note.text, note.happened_on.isoformat()) == (client, offered["text"], "2026-11-03")


def test_the_dossier_leads_to_the_messages(client, signed_in):
    page = signed_in(Role.OWNER).get(f"/clients/{client.pk}/").content.decode()
    assert f"/clients/{client.pk}/messages/" in page


def test_a_client_without_messages_is_told_how_to_bring_some(empty_ledger, signed_in):
    client = Client.objects.create(client_id="own:C9", name="Nou")
    assert "Import a mailbox" in signed_in(Role.OWNER).get(f"/clients/{client.pk}/messages/").content.decode()


def test_marks_that_overlap_lose_no_character():
    text = "You useless idiots, lower the price"
    found = [_mark(4, 18, "abuse"), _mark(12, 35, "discount")]
    made = pieces(text, found)
    assert "".join(piece.text for piece in made) == text
    assert [len(piece.marks) for piece in made] == [0, 1, 2, 1]


def _mark(begins: int, ends: int, situation: str) -> Mark:
    return Mark("r", situation, "en/x/y", None, begins, ends, "body", "", None)
