"""The tone check while somebody writes."""

import pytest

from amicable.web.rights import Role

pytestmark = pytest.mark.django_db
BLAME = "You always forget the receipts."


def marks(browser, text, **asked) -> list[dict]:
    return browser.post("/tone/", {"text": text, "kind": "note", **asked}).json()["marks"]


def test_a_mark_says_what_why_and_where(empty_ledger, signed_in):
    found = marks(signed_in(Role.EMPLOYEE), f"Dear Ana. {BLAME}", language="en")
    blame = next(one for one in found if one["tone"] == "blame")
    assert f"Dear Ana. {BLAME}"[blame["start"] : blame["end"]] == blame["quote"]
    assert blame["title"] == "Blames the client"
    assert blame["why"]


def test_places_are_counted_as_browsers_count_them(empty_ledger, signed_in):
    plain = marks(signed_in(Role.OWNER), f"Hello. {BLAME}", language="en")
    smiling = marks(signed_in(Role.OWNER), f"🙂🙂 Hello. {BLAME}", language="en")
    assert [one["start"] + 5 for one in plain] == [
        one["start"] for one in smiling
    ]  # two of two units, and a blank


def test_a_fix_at_the_beginning_of_a_sentence_keeps_its_capital(empty_ledger, signed_in):
    browser = signed_in(Role.OWNER)
    text = "Niestety musimy zakończyć współpracę."
    fixes = [one["fix"] for one in marks(browser, text, language="pl") if one["fix"]]
    assert fixes == ["Musimy"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Usted siempre olvida los recibos y las facturas.", "es"),
        ("You always forget the receipts and the invoices.", "en"),
        ("Dziękujemy za dokumenty, które przyszły we wtorek.", "pl"),
    ],
)
def test_the_language_is_found_out_where_nobody_says_it(empty_ledger, signed_in, text, language):
    assert signed_in(Role.OWNER).post("/tone/", {"text": text}).json()["language"] == language


def test_a_few_letters_are_not_judged(empty_ledger, signed_in):
    assert marks(signed_in(Role.OWNER), "You a") == []


def test_a_note_that_is_kind_and_true_has_no_mark(empty_ledger, signed_in):
    text = "The receipts arrived on 3 and 17 May. The client called on 4 May and asked for a new date."
    assert marks(signed_in(Role.OWNER), text, language="en") == []


def test_the_check_stands_beside_incidents_and_notes(empty_ledger, signed_in):
    page = signed_in(Role.OWNER).get("/incidents/new/").content.decode()
    assert 'data-tone="id_note"' in page
    assert "amicable/tone.js" in page


def test_nobody_checks_words_without_signing_in(empty_ledger, client):
    assert client.post("/tone/", {"text": BLAME}).status_code in (302, 401)
