"""What people come for, from the first click to the last, in a real browser."""

import pytest

from amicable.web.rights import Role

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_company_s_records_are_brought_in_and_reviewed(page_of, empty_ledger, shared, settings):
    settings.WORK_AT_ONCE = True
    page = page_of(Role.OWNER)
    page.goto("/clients/")
    page.get_by_role("link", name="Bring in records").first.click()
    files = sorted(
        str(path) for path in (shared / "xero_company").iterdir() if path.suffix in (".csv", ".json")
    )
    page.get_by_label("Choose files").set_input_files(files)
    page.get_by_role("button", name="Look at these files").click()
    page.wait_for_url("**/intake/**")
    page.get_by_role("button", name="Import").first.click()
    page.wait_for_load_state("networkidle")
    page.goto("/clients/")
    assert page.locator("table.clients tbody tr").count() == 18


def test_a_name_of_the_list_opens_its_dossier_and_the_facts_behind_it(page_of, reviewed):
    page = page_of(Role.MANAGER)
    page.goto("/clients/")
    name = page.locator("table.clients tbody tr .who a").first
    wanted = name.inner_text()
    name.click()
    assert page.locator("h1").inner_text() == wanted
    page.locator("a[href*='/evidence/']").first.click()
    assert "/evidence/" in page.url


def test_the_list_is_searched_as_one_types(page_of, reviewed):
    page = page_of(Role.OWNER)
    page.goto("/clients/")
    name = page.locator("table.clients tbody tr .who a").nth(2).inner_text()
    page.keyboard.press("/")
    page.keyboard.type(name[:12])
    page.locator("table.clients tbody tr").nth(49).wait_for(state="detached")
    assert name in page.locator("table.clients").inner_text()


def test_the_language_is_switched_and_stays(page_of, reviewed):
    page = page_of(Role.OWNER)
    page.goto("/preferences/")
    page.locator("select[name=language]").select_option("pl")
    page.locator("main form button.btn-primary").first.click()
    page.goto("/clients/")
    assert page.locator("html").get_attribute("lang") == "pl"
    assert "Klienci" in page.locator("nav").first.inner_text()


def test_the_list_is_taken_along_as_a_spreadsheet(page_of, reviewed, tmp_path):
    page = page_of(Role.OWNER)
    page.goto("/clients/?course=repair")
    page.locator("summary", has_text="Export").click()
    with page.expect_download() as taken:
        page.get_by_role("link", name="XLSX").click()
    assert taken.value.suggested_filename.endswith(".xlsx")
