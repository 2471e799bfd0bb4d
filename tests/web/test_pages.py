"""Every page that a person can open is among those of which pictures are taken; what is left out has a reason."""

import re

import pytest

from amicable.disengagement.texts import shipped
from amicable.web.parting.words import titles
from amicable.web.parting.words.views import FILES
from amicable.web.rights import Role
from tests.web.pages import FORBIDS_READING, NO_PAGES, Walk, routes, sample, why_no_page

pytestmark = pytest.mark.django_db


def test_every_reason_to_take_no_picture_still_fits_an_address():
    known = list(routes())
    for like in NO_PAGES:
        assert any(re.search(like, one) for one in known), like


def test_a_firm_that_begins_can_open_every_page_that_stands_by_itself_and_no_link_is_dead(
    signed_in, empty_ledger
):
    browser = signed_in(Role.OWNER)

    def ask(path: str) -> tuple[int, str]:
        answer = browser.get(path)
        page = b"" if answer.streaming or answer.status_code != 200 else answer.content
        return answer.status_code, page.decode() if b"<title" in page else ""

    alone = [one for one in routes() if "<" not in one]
    walk = Walk(ask).follow(f"/{one}" for one in alone)
    assert walk.broken == []
    for route in alone:
        if not why_no_page(route) and route not in walk.fullest:
            assert ask(sample(route))[0] in (302, FORBIDS_READING), route


@pytest.mark.parametrize("file", FILES)
def test_every_text_of_the_firm_stands_under_a_title_in_words(file):
    for section in shipped("en", file):
        assert "_" not in titles.of_section(file, section)
