"""What things cost: facts about the firm that price owner time, chasing, late payment, and set when a margin is shown."""

import pytest

from amicable.engines.ledger import Ledger
from amicable.web.rights import Role

pytestmark = pytest.mark.django_db

FIRM = {"name": "Our firm", "country": "ES", "currency": "EUR", "zone": "UTC", "domains": "", "opens": "09:00", "closes": "17:30", "workdays": ["0"]}  # fmt: skip


def test_costs_are_typed_in_percent_and_kept_as_shares(empty_ledger, signed_in):
    browser = signed_in(Role.OWNER)
    costs = {"owner_hour": "150", "chasing_minutes": "15", "financing_rate": "8", "bad_debt_days": "180", "complete_hours": "90"}  # fmt: skip
    assert browser.post("/intake/firm/", {**FIRM, **costs}).status_code == 302
    firm = Ledger.open(empty_ledger).firm
    assert (firm.owner_hour, firm.chasing_minutes, firm.financing_rate, firm.bad_debt_days) == (150, 15, 0.08, 180)  # fmt: skip
    assert dict(firm.completeness) == {"hours": 0.9}
    shown = browser.get("/intake/firm/").context["form"]
    assert (shown["financing_rate"].value(), shown["complete_hours"].value()) == (8, 90)
    assert shown.costs_are_known


def test_what_is_left_empty_stays_unknown(empty_ledger, signed_in):
    browser = signed_in(Role.OWNER)
    assert browser.post("/intake/firm/", FIRM).status_code == 302
    firm = Ledger.open(empty_ledger).firm
    assert (firm.owner_hour, firm.chasing_minutes, firm.financing_rate, firm.bad_debt_days) == (None, None, None, 365)  # fmt: skip
    assert dict(firm.completeness) == {}
    assert not browser.get("/intake/firm/").context["form"].costs_are_known


def test_a_share_above_the_whole_is_refused(empty_ledger, signed_in):
    page = signed_in(Role.OWNER).post("/intake/firm/", {**FIRM, "complete_revenue": "140"})
    assert page.status_code == 422
    assert page.context["form"].costs_are_known
