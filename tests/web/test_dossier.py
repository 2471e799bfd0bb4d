"""The page of one client: what it costs, what it shows, what happened, and the records behind it."""

import re
from datetime import date

import pytest

from amicable.web.portfolio.models import Assignment, Client, Standing
from amicable.web.rights import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def worst(reviewed) -> Client:
    """The first of the ranking."""
    return Client.objects.get(pk=Standing.objects.get(rank=1).client_id)


def at(client: Client, more: str = "") -> str:
    return f"/clients/{client.pk}/{more}"


def text(page) -> str:
    return re.sub(r"\s+", " ", page.content.decode())


def test_the_first_line_says_in_words_what_the_client_costs(reviewed, signed_in):
    """The one that loses most: whoever ranks first may do so for a grave sign alone."""
    costly = Client.objects.get(pk=Standing.objects.exclude(margin=None).order_by("margin").first().client_id)
    page = signed_in(Role.OWNER).get(at(costly))
    one = page.context["file"].dossier.client
    assert one.margin < 0
    assert page.context["verdict"].startswith("Costs us ")
    assert f"{-one.margin / 100:,.0f}" in page.context["verdict"]
    assert "more in a year than it brings" in text(page)


def test_each_strong_sign_of_the_list_has_its_place_on_the_page(worst, signed_in):
    listed = [one["sign"] for one in Standing.objects.get(rank=1).signs]
    page = signed_in(Role.OWNER).get(at(worst))
    assert listed
    assert [one.name for one in page.context["strong"]] == listed
    assert all(f'id="sign-{name}"' in text(page) for name in listed)


def test_a_sign_is_told_in_counts_beside_what_is_usual(worst, signed_in):
    page = signed_in(Role.OWNER).get(at(worst))
    found = {one.sign.name: one for one in page.context["file"].dossier.client.findings}
    late = next(one for one in page.context["strong"] if one.name == "late_payment")
    events, exposure = found["late_payment"].events, found["late_payment"].exposure
    assert late.seen.startswith(f"{events:.0f} of {exposure:.0f}; among its peers about ")
    assert re.fullmatch(r"Very likely between \d+ and \d+ of 100\.", late.likely)


def test_each_strong_sign_says_how_fast_it_fades_and_when_it_no_longer_counts(worst, signed_in):
    page = signed_in(Role.OWNER).get(at(worst))
    found = {one.sign.name: one for one in page.context["file"].dossier.client.findings}
    for one in page.context["strong"]:
        years = found[one.name].sign.half_life_quarters // 4
        assert one.fades.startswith(f"What showed {years} year")
        assert f"{found[one.name].expires_on:%B} {found[one.name].expires_on.day}, " in one.fades


def test_sureness_is_never_told_as_full_certainty(worst, signed_in):
    page = signed_in(Role.OWNER).get(at(worst))
    assert all("100%" not in one.sure for one in page.context["strong"])


def test_every_sign_is_strong_or_faint_or_said_to_be_unmeasured(worst, signed_in):
    page = signed_in(Role.OWNER).get(at(worst))
    told = len(page.context["strong"]) + len(page.context["faint"])
    unmeasured = [part for name in ("nowhere", "not_here") for part in page.context[name].split(", ") if part]
    from amicable.signs import all_signs

    assert told + len(unmeasured) == len(all_signs())


def test_the_timeline_runs_backwards_by_month_and_names_each_source(worst, signed_in):
    page = signed_in(Role.OWNER).get(at(worst))
    entries = [one for _, month in page.context["timeline"].months for one in month]
    days = [one.happened_on for one in entries]
    assert days == sorted(days, reverse=True)
    assert any(re.fullmatch(r"xero_invoices\.csv:\d+", one.source) for one in entries)
    assert all(len({(d.happened_on.year, d.happened_on.month) for d in month}) == 1 for _, month in page.context["timeline"].months)  # fmt: skip


def test_the_timeline_is_narrowed_to_one_sign(worst, signed_in):
    browser = signed_in(Role.OWNER)
    part = browser.get(at(worst, "situations/?kind=late_payment&show=500"))
    entries = [one for _, month in part.context["timeline"].months for one in month]
    assert entries
    assert {one.kind for one in entries} == {"late_payment"}
    assert "<html" not in text(part)
    whole = browser.get(at(worst, "?kind=late_payment"))
    assert whole.context["timeline"].all == len(entries)


def test_a_long_timeline_begins_with_the_newest_twenty_and_paper_has_every_key_situation(worst, signed_in):
    browser = signed_in(Role.OWNER)
    first, whole = (browser.get(at(worst, where)).context["timeline"] for where in ("", "?show=100000"))
    listed = [one for _, month in whole.months for one in month]
    newest = [one for _, month in first.months for one in month]
    assert newest == listed[:20]
    assert [one for one in newest if one.key] + list(first.printed) == [one for one in listed if one.key]


def test_a_long_timeline_is_shown_in_pieces(worst, signed_in):
    part = signed_in(Role.OWNER).get(at(worst, "situations/?show=3"))
    assert part.context["timeline"].shown == 3
    assert "show=203" in text(part)


@pytest.mark.parametrize("asked", ["?kind=nonsense", "?show=-1", "?show=²", "?show=0", "?as_of=never"])
def test_a_senseless_question_is_no_error(worst, signed_in, asked):
    assert signed_in(Role.OWNER).get(at(worst, asked)).status_code == 200


def test_a_quote_carries_its_source(worst, signed_in):
    page = signed_in(Role.OWNER).get(at(worst))
    one = next(e for _, month in page.context["timeline"].months for e in month if e.source)
    assert one.quote == f"{one.sentence} (Source: {one.source})"


def test_a_situation_opens_the_record_as_it_was_imported(worst, signed_in):
    browser = signed_in(Role.OWNER)
    months = browser.get(at(worst)).context["timeline"].months
    late = next(e for _, month in months for e in month if e.kind == "late_payment")
    page = browser.get(at(worst, f"evidence/{late.table}/{late.evidence_id}/"))
    told = {one.name: one for one in page.context["fields"]}
    assert told["invoice_id"].value == late.evidence_id
    assert told["due_on"].about == "Day by which it was to be paid."
    assert (page.context["origin"].file, page.context["origin"].line) == ("xero_invoices.csv", int(late.source.split(":")[1]))  # fmt: skip
    assert page.context["origin"].imported
    assert late.sentence in text(page)


def test_no_record_of_another_client_is_opened(reviewed, worst, signed_in):
    browser = signed_in(Role.OWNER)
    months = browser.get(at(worst)).context["timeline"].months
    late = next(e for _, month in months for e in month if e.kind == "late_payment")
    other = Client.objects.get(pk=Standing.objects.get(rank=2).client_id)
    assert browser.get(at(other, f"evidence/{late.table}/{late.evidence_id}/")).status_code == 404


@pytest.mark.parametrize("table", ["staff", "economics", "no_such_table"])
def test_only_tables_about_clients_are_opened(worst, signed_in, table):
    assert signed_in(Role.OWNER).get(at(worst, f"evidence/{table}/x/")).status_code == 404


def test_the_path_of_the_servers_folder_is_not_told(worst, signed_in, demo_folder):
    browser = signed_in(Role.OWNER)
    months = browser.get(at(worst)).context["timeline"].months
    late = next(e for _, month in months for e in month if e.kind == "late_payment")
    page = browser.get(at(worst, f"evidence/{late.table}/{late.evidence_id}/"))
    assert str(demo_folder.parent) not in text(page)


def test_faults_of_our_own_stand_beside_what_is_to_be_ruled_out(reviewed, signed_in):
    browser = signed_in(Role.OWNER)
    pages = [browser.get(at(Client.objects.get(pk=i))) for i in Standing.objects.filter(rank__lte=6).values_list("client_id", flat=True)]  # fmt: skip
    assert any(page.context["ours"] for page in pages)
    assert all("Here stands what somebody wrote down" in text(page) for page in pages)
    assert all(
        e.table in ("incidents", "meetings", "credits") for page in pages for e in page.context["ours"]
    )


def test_the_client_stands_between_the_ideal_ones_and_its_peers(worst, signed_in):
    """The one that loses most: whoever ranks first may do so for a grave sign alone."""
    losing = Standing.objects.exclude(margin=None).order_by("margin").first().client
    page = signed_in(Role.OWNER).get(at(losing))
    rows = {one.title: one for one in page.context["sides"]}
    assert rows["Margin in a year"].own.startswith("−")
    assert not rows["Margin in a year"].ideal.startswith("−")
    assert rows["Pays late"].own != "?"
    assert rows["Pays late"].peers != "?"


def test_agreements_tell_fee_notice_and_renewal(worst, signed_in):
    page = signed_in(Role.OWNER).get(at(worst))
    told = [one for one in page.context["agreements"] if one["fee"]]
    assert re.fullmatch(r"[\d,]+\sEUR a (month|year|quarter)", told[0]["fee"])
    assert told[0]["notice"].endswith("days' notice")
    assert told[0]["renewal"].startswith("renews on ")


def test_other_names_of_the_client_are_known(worst, signed_in):
    page = signed_in(Role.OWNER).get(at(worst))
    sources = {one.source for one in page.context["file"].others}
    assert "zendesk" in sources
    assert "Also known under" in text(page)


def test_hours_are_told_by_role(worst, signed_in):
    page = signed_in(Role.OWNER).get(at(worst))
    file = page.context["file"]
    assert sum(hours for _, hours in file.roles) == pytest.approx(file.dossier.client.hours)
    assert any(role for role, _ in file.roles)


def test_a_client_whose_costs_are_unknown_says_why(own_demo_ledger, signed_in, db):
    from amicable.web.portfolio.actions import refresh

    refresh(lambda _sentence, _progress: None, "amicable")
    browser = signed_in(Role.OWNER)
    unknown = Standing.objects.filter(margin=None).first()
    assert unknown
    page = browser.get(f"/clients/{unknown.client_id}/")
    assert "so the margin is unknown" in page.context["verdict"]
    assert page.context["unknowns"]
    assert "What is not known, and why" in text(page)


def test_a_client_recognised_as_another_leads_there(reviewed, worst, signed_in):
    alias = Client.objects.create(client_id="own:old", name="Old name", survivor=worst)
    page = signed_in(Role.OWNER).get(at(alias))
    assert page.status_code == 302
    assert page.headers["Location"] == at(worst)


def test_a_client_that_the_records_no_longer_know_still_has_its_notes(reviewed, signed_in):
    gone = Client.objects.create(client_id="own:gone", name="Gone & Sons")
    page = signed_in(Role.OWNER).get(at(gone))
    assert page.status_code == 200
    assert "The records do not know this client" in text(page)
    assert 'id="notes"' in text(page)


def test_another_day_is_carried_through_the_page(reviewed, worst, signed_in):
    browser = signed_in(Role.OWNER)
    browser.post("/review/", {"as_of": "2025-06-30"})
    page = browser.get(at(worst, "?as_of=2025-06-30"))
    assert page.context["file"].as_of == date(2025, 6, 30)
    entries = [one for _, month in page.context["timeline"].months for one in month]
    assert max(one.happened_on for one in entries) <= date(2025, 6, 30)
    assert re.search(r'evidence/invoices/[^"]+\?as_of=2025-06-30', text(page))


def test_a_day_without_a_review_is_said_to_have_none(worst, signed_in):
    page = signed_in(Role.OWNER).get(at(worst, "?as_of=1999-01-01"))
    assert "There is no review of the day you asked for" in text(page)


def test_an_employee_sees_the_client_only_while_assigned(worst, signed_in, people):
    browser = signed_in(Role.EMPLOYEE)
    paths = [at(worst), at(worst, "situations/"), at(worst, "evidence/invoices/x/")]
    assert [browser.get(path).status_code for path in paths] == [404, 404, 404]
    Assignment.objects.create(person=people[Role.EMPLOYEE], client=worst, made_by="test")
    assert browser.get(at(worst)).status_code == 200


def test_an_auditor_reads_everything_and_is_shown_no_form(worst, signed_in):
    page = signed_in(Role.AUDITOR).get(at(worst))
    inside = text(page).split('<article class="dossier">')[1].split("</article> </main>")[0]
    assert 'method="post"' not in inside
    assert "What was done here" in inside


def test_the_page_holds_no_inline_script_or_style(worst, signed_in):
    page = text(signed_in(Role.OWNER).get(at(worst)))
    assert " style=" not in page
    assert "<script>" not in page


@pytest.mark.parametrize("language", ["es", "ca", "pl", "fi", "vi"])
def test_the_verdict_is_told_in_the_language_of_the_person(worst, signed_in, people, language):
    people[Role.OWNER].language = language
    people[Role.OWNER].save()
    page = signed_in(Role.OWNER).get(at(worst))
    assert page.status_code == 200
    assert not page.context["verdict"].startswith("Costs us")


def test_the_page_takes_few_questions(worst, signed_in, django_assert_max_num_queries):
    browser = signed_in(Role.OWNER)
    browser.get(at(worst))
    with django_assert_max_num_queries(20):
        browser.get(at(worst))


def test_what_a_colleague_answered_about_a_client_is_read_by_those_who_steer_alone(worst, people, signed_in):
    Assignment.objects.create(person=people[Role.EMPLOYEE], client=worst, made_by="the firm")
    steering = signed_in(Role.OWNER).get(at(worst)).context["file"].pulses
    assert steering
    assert not signed_in(Role.EMPLOYEE).get(at(worst)).context["file"].pulses
    row = at(worst, f"evidence/pulses/{steering[0]['evidence_id']}/")
    assert signed_in(Role.OWNER).get(row).status_code == 200
    assert signed_in(Role.EMPLOYEE).get(row).status_code == 404
    answered = steering[0]["staff_id"]
    people[Role.EMPLOYEE].staff_id = answered
    people[Role.EMPLOYEE].save()
    own = signed_in(Role.EMPLOYEE).get(at(worst)).context["file"].pulses
    assert own == tuple(one for one in steering if one["staff_id"] == answered)
