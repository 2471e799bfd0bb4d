"""The rules browser, trying a text, and rules of the firm's own."""

import re

import pytest

from amicable.i18n import LANGUAGES
from amicable.web.diary.models import Entry
from amicable.web.messages.models import Verdict
from amicable.web.messages.queue.entering import enter_verdicts
from amicable.web.portfolio.models import Client
from amicable.web.rights import Role
from amicable.wording import SITUATIONS, TONES
from amicable.wording.own import own_rules
from tests.web.letters import ABUSE, THANKS, message, readings, receive

pytestmark = pytest.mark.django_db
PARKING = {
    "name": "free-parking",
    "language": "en",
    "situation": "discount",
    "phrases": "(pay for|validate|cover) _ parking",
    "flags": "Will you pay for our parking again?\nPlease cover the parking.",
    "passes": "We parked in front of the office.",
    "why": "",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_of_every_situation_and_tone_has_its_place(language, empty_ledger, signed_in):
    browser = signed_in(Role.EMPLOYEE)
    page = browser.get("/rules/", {"language": language})
    assert page.status_code == 200
    for name in ("abuse", "blame"):
        group = browser.get(f"/rules/{language}/{name}/")
        shown = set(re.findall(r'<article class="card rule" id="([^"]+)"', group.content.decode()))
        assert shown == {rule.id.rpartition("/")[2] for rule in group.context["group"].rules}
        assert shown


def test_all_situations_and_tones_can_be_opened(empty_ledger, signed_in):
    browser = signed_in(Role.AUDITOR)
    answers = {name: browser.get(f"/rules/en/{name}/").status_code for name in (*SITUATIONS, *TONES)}
    assert set(answers.values()) == {200}
    assert browser.get("/rules/en/nonsense/").status_code == 404
    assert browser.get("/rules/xx/abuse/").status_code == 404


def test_a_text_is_tried_as_theirs_and_as_ours(empty_ledger, signed_in):
    browser = signed_in(Role.OWNER)
    theirs = browser.post("/rules/try/", {"text": ABUSE, "side": "theirs"})
    assert [mark.situation for piece in theirs.context["tried"].pieces for mark in piece.marks] == ["abuse"]
    ours = browser.post("/rules/try/", {"text": "You always forget the receipts.", "side": "ours", "language": "en"})  # fmt: skip
    assert "blame" in {mark.tone for mark in ours.context["tried"].tone}
    assert "Nothing was found" in browser.post("/rules/try/", {"text": THANKS}).content.decode()


def test_a_rule_of_ones_own_is_shown_on_the_messages_before_it_is_kept(empty_ledger, signed_in):
    receive(empty_ledger, message(1, "own:C1", "Please validate my parking."), message(2, "own:C1", THANKS))
    Client.objects.create(client_id="own:C1", name="Vermell Foods")
    page = signed_in(Role.OWNER).post("/rules/own/new/", PARKING)
    preview = page.context["preview"]
    assert (preview.messages, preview.marked, preview.examples[0].quote) == (2, 1, "validate my parking")
    assert not own_rules(empty_ledger)


def test_a_kept_rule_marks_messages_once_they_are_read_again(empty_ledger, signed_in):
    receive(empty_ledger, message(1, "own:C1", "Please validate my parking."), message(2, "own:C1", ABUSE))
    browser = signed_in(Role.MANAGER)
    browser.post("/rules/own/new/", PARKING | {"keep": "yes"})
    assert [rule.id for rule in own_rules(empty_ledger)] == ["en/discount/own-free-parking"]
    assert "discount" not in readings(empty_ledger)
    browser.post("/rules/own/again/")
    found = readings(empty_ledger)
    assert (found["discount"]["rule"], found["discount"]["quote"]) == ("en/discount/own-free-parking", "validate my parking")  # fmt: skip
    assert found["abuse"]["stands"]
    assert Entry.objects.filter(act="rules.own_written").exists()


def test_a_kept_rule_reads_what_is_imported_from_then_on(empty_ledger, signed_in):
    signed_in(Role.OWNER).post("/rules/own/new/", PARKING | {"keep": "yes"})
    receive(empty_ledger, message(1, "own:C1", "Would you pay for the parking?"))
    assert readings(empty_ledger)["discount"]["rule"] == "en/discount/own-free-parking"


def test_what_a_removed_rule_found_no_longer_stands_and_verdicts_stay(empty_ledger, signed_in):
    browser = signed_in(Role.OWNER)
    Client.objects.create(client_id="own:C1", name="Vermell Foods")
    browser.post("/rules/own/new/", PARKING | {"keep": "yes"})
    receive(empty_ledger, message(1, "own:C1", "Please validate my parking."), message(2, "own:C1", ABUSE))
    grave = browser.get("/queue/").context["item"]
    browser.post("/queue/word/", {"item": grave.key, "word": "yes"})
    enter_verdicts(lambda _sentence, _progress: None)
    browser.post("/rules/own/remove/", {"rule": "en/discount/own-free-parking"})
    browser.post("/rules/own/again/")
    found = readings(empty_ledger)
    assert found["discount"]["stands"] is False
    assert (found["abuse"]["stands"], found["abuse"]["confirmed"]) == (True, True)
    assert Verdict.objects.get().confirmed
    assert browser.get("/queue/").context["item"] is None


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ({"flags": "Will you pay?"}, "does not find its own example “Will you pay?”"),
        ({"passes": "They cover my parking, and I am glad."}, "finds “cover my parking”"),
        ({"phrases": "(pay for|("}, "phrase"),
        ({"name": "Free Parking"}, "Use small letters from a to z"),
        ({"passes": ""}, "This field is required."),
    ],
)
def test_a_rule_that_fails_is_not_kept_and_says_on_which_example(empty_ledger, signed_in, other, sentence):
    page = signed_in(Role.OWNER).post("/rules/own/new/", PARKING | other | {"keep": "yes"})
    assert sentence in page.content.decode().replace("&#39;", "'")
    assert not own_rules(empty_ledger)


def test_a_rule_is_changed_under_its_name(empty_ledger, signed_in):
    browser = signed_in(Role.OWNER)
    browser.post("/rules/own/new/", PARKING | {"keep": "yes"})
    page = browser.get("/rules/own/new/", {"rule": "en/discount/own-free-parking"})
    assert page.context["form"].initial["flags"] == PARKING["flags"]
    browser.post("/rules/own/new/", PARKING | {"why": "We do not pay for parking.", "keep": "yes"})
    assert [rule.why for rule in own_rules(empty_ledger)] == ["We do not pay for parking."]
    assert "We do not pay for parking." in browser.get("/rules/en/discount/").content.decode()


def test_employees_read_the_rules_and_write_none(empty_ledger, signed_in):
    browser = signed_in(Role.EMPLOYEE)
    assert browser.get("/rules/").status_code == 200
    assert browser.post("/rules/own/new/", PARKING | {"keep": "yes"}).status_code == 403
    assert not own_rules(empty_ledger)
