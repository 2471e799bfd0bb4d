"""Every address has a rule, and every rule holds for every role; both lists are read from the product."""

import re

import pytest
from django.test import Client as Browser
from django.urls import URLPattern, URLResolver, get_resolver

from amicable.web.accounts.middleware import rule_of
from amicable.web.rights import Role

pytestmark = pytest.mark.django_db


def addresses(resolver: URLResolver, before: str = "") -> list[tuple[str, URLPattern]]:
    """Every address with a sample for each of its parts."""
    found = []
    for pattern in resolver.url_patterns:
        path = before + sample(pattern)
        found += addresses(pattern, path) if isinstance(pattern, URLResolver) else [(path, pattern)]
    return found


def sample(pattern: URLPattern | URLResolver) -> str:
    route = str(pattern.pattern)
    route = re.sub(r"<int:\w+>", "999999", route)
    route = re.sub(r"<uuid:\w+>", "00000000-0000-0000-0000-000000000000", route)
    route = re.sub(r"<(?:\w+:)?\w+>", "sample", route)
    return re.sub(
        r"\(\?P<\w+>[^)]*\)|\^|\$|\\Z", lambda m: "sample" if m.group().startswith("(") else "", route
    )


ALL = [(f"/{path}", pattern) for path, pattern in addresses(get_resolver())]


@pytest.mark.parametrize(("path", "pattern"), ALL, ids=[path for path, _ in ALL])
def test_every_address_has_a_rule(path, pattern):
    assert rule_of(pattern.callback, pattern.name or "").name


@pytest.mark.parametrize(("path", "pattern"), ALL, ids=[path for path, _ in ALL])
def test_a_rule_holds_for_every_role(path, pattern, signed_in, empty_ledger):
    rule = rule_of(pattern.callback, pattern.name or "")
    for role in [None, *Role]:
        for method in ("get", "post"):
            browser = signed_in(role) if role else Browser()
            response = getattr(browser, method)(path)
            assert kept(rule, role, response, writing=method == "post"), (role, method, response.status_code)


def kept(rule, role, response, *, writing) -> bool:
    to_sign_in = response.get("Location", "").startswith("/account/login/")
    if rule.open:
        return response.status_code != 403
    if role is None:
        return response.status_code == 401 or to_sign_in
    if rule.allows(role, writing=writing):
        return response.status_code not in (401, 403) and not to_sign_in
    return response.status_code == 403
