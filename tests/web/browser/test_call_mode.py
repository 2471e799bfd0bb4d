"""Call mode: on a phone in one hand, and by keyboard alone; nothing for axe to find."""

import pytest
from django.utils import timezone

from amicable.web.cases.models import Case
from amicable.web.parting.models import Talk
from amicable.web.rights import Role
from tests.web.browser.conftest import PHONE
from tests.web.partings import decided, planned, records

pytestmark = pytest.mark.django_db(transaction=True)
THUMB = 0.5
"""The lower half of the screen, which a thumb reaches."""
LEAST = 44
"""Pixels of a target that a finger hits (WCAG 2.5.5)."""


@pytest.fixture
def ahead(settings, tmp_path, people) -> Case:
    """A case whose conversation is planned; the manager speaks."""
    records(settings, tmp_path / "ledger")
    return planned(decided(people[Role.MANAGER]), people[Role.MANAGER])


def shown(page) -> str:
    return page.locator(".call-step[aria-current]").inner_text()


def steps(page) -> int:
    return page.locator("[data-step-item]").count()


def test_the_whole_call_with_one_thumb_without_scrolling(ahead, page_of, overflow):
    page = page_of(Role.MANAGER, viewport=PHONE)
    page.goto(f"/cases/{ahead.pk}/call/")
    button = page.get_by_role("button", name="Next sentence")
    for _ in range(steps(page) - 1):
        place = button.bounding_box()
        assert place["y"] > PHONE[1] * THUMB
        assert place["y"] + place["height"] <= PHONE[1]
        assert place["height"] >= LEAST
        button.click()
        stage = page.locator(".call-stage")
        assert stage.evaluate("one => one.scrollHeight - one.clientHeight") <= 1, shown(page)
        assert overflow(page) == 0
    assert "That is all" in shown(page)
    assert button.is_disabled()
    assert page.evaluate("window.scrollY") == 0


def test_every_button_is_large_enough_and_within_reach(ahead, page_of):
    page = page_of(Role.MANAGER, viewport=PHONE)
    page.goto(f"/cases/{ahead.pk}/call/")
    places = [one.bounding_box() for one in page.locator(".call-keys button").all()]
    assert len(places) == 5
    assert all(one["y"] > PHONE[1] * THUMB and min(one["width"], one["height"]) >= LEAST for one in places)
    page.get_by_role("button", name="They say…").click()
    cards = [one.bounding_box() for one in page.locator("#cards .call-cards button").all()]
    assert min(one["height"] for one in cards) >= LEAST


def test_the_whole_call_by_keyboard_alone(ahead, page_of):
    page = page_of(Role.MANAGER)
    page.goto(f"/cases/{ahead.pk}/call/")
    first = shown(page)
    for key in ("Space", "ArrowRight", "ArrowLeft"):
        page.keyboard.press(key)
    assert shown(page) != first
    assert page.locator(".call-clock").inner_text().startswith("0:0")
    page.keyboard.press("o")
    page.locator("#cards[open]").wait_for()
    page.keyboard.press("3")
    page.locator("#card-3[open]").wait_for()
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    page.keyboard.type("She was calm, and asked for the files.")
    page.locator(".call-kept", has_text="Kept.").wait_for()
    page.keyboard.press("Escape")
    page.locator("#notes[open]").wait_for(state="hidden")
    assert Talk.objects.get().notes == "She was calm, and asked for the files."
    page.keyboard.press("e")
    page.locator("#outcome[open]").wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url("**/call/outcome/?outcome=told")
    assert page.locator("#id_notes").input_value() == "She was calm, and asked for the files."
    page.locator("#id_notes").press("Tab")
    page.locator("form.parting-form button.btn-primary").press("Enter")
    page.wait_for_url("**/call/after/")
    assert Case.objects.get(pk=ahead.pk).state == "told"
    assert Talk.objects.get().told_on == timezone.localdate()


def test_letters_typed_into_the_notes_open_nothing(ahead, page_of):
    page = page_of(Role.MANAGER)
    page.goto(f"/cases/{ahead.pk}/call/rehearsal/")
    page.keyboard.press("n")
    page.keyboard.type("one no 1 2 3 ")
    assert page.locator("dialog[open]").count() == 1
    assert page.locator("#notes-text").input_value() == "one no 1 2 3 "
    page.keyboard.press("Escape")
    assert not Talk.objects.exists()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_everybody_can_use_these_pages(ahead, page_of, violations, overflow, dark):
    page, found = page_of(Role.MANAGER, viewport=PHONE, dark=dark), []
    for address in ("call/", "call/rehearsal/"):
        page.goto(f"/cases/{ahead.pk}/{address}")
        page.get_by_role("button", name="Next sentence").click()
        found += violations(page)
        for sheet in ("They say…", "Notes", "It is over"):
            page.get_by_role("button", name=sheet).click()
            found += violations(page)
            page.keyboard.press("Escape")
    for address in ("conversation/", "call/outcome/", "facts/open_work/", "facts/words/", "letter/", "money/", "money/work_done/new/", "warning/"):  # fmt: skip
        page.goto(f"/cases/{ahead.pk}/{address}")
        found += [f"{address}: {one}" for one in violations(page)]
        if overflow(page) > 0:
            found.append(f"{address}: {overflow(page)} pixels too wide")
    assert found == []
