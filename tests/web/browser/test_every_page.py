"""Every page, in light and in dark: nothing for axe to find, nothing in the console, nothing wider than a phone."""

import re
from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from amicable.web.portfolio.models import Standing
from amicable.web.rights import Role
from tests.web.browser.conftest import DESKTOP, PHONE

pytestmark = pytest.mark.django_db(transaction=True)
NO_PAGES = re.compile(
    r"/(api/v1|health|ready|metrics|account/(logout|social)|clients/(pictures|export)|static)|/sample"
)


def paths(resolver: URLResolver, before: str = "/") -> Iterator[str]:
    """Every address without parts that differ, and those about one client."""
    for one in resolver.url_patterns:
        path = before + re.sub(r"[\^$]|\\Z", "", str(one.pattern))
        if isinstance(one, URLPattern):
            yield path
        else:
            yield from paths(one, path)


PAGES = sorted(
    path
    for path in {re.sub(r"<int:number>", "{client}", path) for path in paths(get_resolver())}
    if "<" not in path
    and "(" not in path
    and not NO_PAGES.search(path)
    and (path.startswith("/clients/") or "{client}" not in path)
)


@pytest.fixture
def worst(reviewed) -> int:
    return Standing.objects.get(rank=1).client_id


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_on_any_page(page_of, violations, overflow, signed_in, worst, dark):
    page, found, seen = page_of(Role.OWNER, dark=dark), [], []
    browser = signed_in(Role.OWNER)
    for path in PAGES:
        address = path.replace("{client}", str(worst))
        answer = browser.get(address)
        if answer.status_code != 200 or b"<title>" not in answer.getvalue():
            continue  # it takes forms, leads elsewhere, or is a piece of a page
        page.goto(address)
        seen.append(path)
        found += [f"{path}: {one}" for one in violations(page)]
        page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
        if overflow(page) > 0:
            found.append(f"{path}: {overflow(page)} pixels too wide for a phone")
        page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
    assert found == []
    assert {"/clients/", "/clients/{client}/", "/intake/", "/incidents/new/", "/people/", "/diary/"} <= set(
        seen
    )
