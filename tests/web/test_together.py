"""The portfolio names whom to keep, not only whom to part with; and the duties can be read where they hold."""

import pytest

from amicable.duties import in_force, packs, shipped
from amicable.engines.ledger import Ledger
from amicable.web.cases.actions import open_case
from amicable.web.cases.models import Case
from amicable.web.portfolio.actions import refresh
from amicable.web.portfolio.models import Client, Standing
from amicable.web.rights import Role

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("reviewed")
def test_the_clients_nearest_the_ideal_come_first_and_none_of_them_is_named_by_signs(signed_in):
    page = signed_in(Role.MANAGER).get("/together/")
    found = page.context["found"]
    kept = [one.client_id for one in found.kept.kept]
    assert len(kept) == 10
    assert not set(kept) & {each.client_id for _, _, each in found.looked}
    text = page.content.decode()
    assert text.index(found.kept.kept[0].name) < text.index("Endings together")


@pytest.mark.usefixtures("reviewed")
def test_endings_that_somebody_chooses_are_weighed_together_and_never_beyond_the_limit(signed_in):
    browser = signed_in(Role.OWNER)
    first = browser.get("/together/").context["found"]
    chosen = [each.client_id for _, _, each in first.looked][:2]
    found = browser.get("/together/", {"client": [*chosen, "nobody"], "new": "1"}).context["found"]
    assert found.chosen == set(chosen)
    assert found.sure
    weighed = {one.client_id for one in (*found.endings.chosen, *found.endings.waiting)}
    assert weighed == set(chosen)
    assert found.endings.hours_needed >= found.endings.ideal_hours
    assert len(first.endings.chosen) <= first.endings.limit


@pytest.mark.usefixtures("reviewed")
def test_a_client_whose_ending_is_under_way_or_over_is_not_proposed_again(signed_in, people):
    browser = signed_in(Role.OWNER)
    first, second = browser.get("/together/").context["found"].looked[:2]
    by = people[Role.OWNER]
    for (client, _, _), state in ((first, "notice"), (second, "closed")):
        row = Client.objects.get(client_id=client.client_id)
        Case.objects.create(client=row, state=state, led_by=by, opened_by=by)
    found = browser.get("/together/").context["found"]
    assert not {first[0].client_id, second[0].client_id} & {client.client_id for client, _, _ in found.looked}
    assert len(found.endings.chosen) <= max(found.endings.limit - 1, 0)


def test_without_records_the_page_teaches_the_next_step(empty_ledger, signed_in):
    assert signed_in(Role.OWNER).get("/together/").status_code == 200


@pytest.mark.usefixtures("empty_ledger")
def test_whoever_does_not_steer_is_not_shown_the_courses_of_all_clients(signed_in):
    assert signed_in(Role.EMPLOYEE).get("/together/").status_code == 403


def test_every_pack_is_read_with_its_sources_and_the_advice_to_ask_a_lawyer(empty_ledger, signed_in):
    browser = signed_in(Role.EMPLOYEE)
    assert "Where they contradict one another" in browser.get("/duties/").content.decode()
    for name, one in packs().items():
        text = browser.get(f"/duties/{name}/").content.decode()
        assert "Check with a lawyer before you rely on it." in text
        assert all(source.url in text for source in one.sources.values())
    assert browser.get("/duties/nothing/").status_code == 404


def test_a_copy_of_the_firm_stands_in_place_of_the_shipped_pack(empty_ledger, signed_in):
    Ledger.open(empty_ledger)
    own = empty_ledger / "duties" / "general_b2b.toml"
    own.parent.mkdir(parents=True)
    text = shipped()["general_b2b"].read_text(encoding="utf-8")
    own.write_text(
        text.replace("checked_on", 'checked_by = "Ona Lahti, lawyer"\nchecked_on', 1), encoding="utf-8"
    )
    assert in_force(empty_ledger)["general_b2b"].checked_by
    page = signed_in(Role.OWNER).get("/duties/general_b2b/").content.decode()
    assert "Ona Lahti, lawyer" in page
    assert "Check with a lawyer" not in page


def test_a_case_begins_with_the_duties_of_the_firms_country_and_profession(own_demo_ledger, people):
    Ledger.open(own_demo_ledger).set_firm(country="FI", profession="accounting")
    refresh(lambda _sentence, _progress: None, "amicable")
    client = Standing.objects.get(rank=2).client
    assert open_case(by=people[Role.OWNER], client=client).pack == "accounting_fi"
