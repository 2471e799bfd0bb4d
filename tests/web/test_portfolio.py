"""The list of clients and the pictures above it."""

import csv
from io import BytesIO, StringIO

import openpyxl
import pytest
from django.test import override_settings

from amicable.web.portfolio.models import Assignment, Client, Review, SavedView, Standing
from amicable.web.rights import Role

pytestmark = pytest.mark.django_db


def names(response) -> list[str]:
    return [row["name"] for row in response.context["rows"]]


def test_without_records_the_page_says_what_to_do_next(empty_ledger, signed_in):
    page = signed_in(Role.OWNER).get("/clients/")
    assert page.status_code == 200
    assert "There is no review yet" in page.content.decode()
    assert 'href="/intake/"' in page.content.decode()


def test_a_review_of_an_empty_ledger_is_refused_with_a_sentence(empty_ledger, signed_in):
    page = signed_in(Role.OWNER).post("/review/", follow=True)
    assert "There are no records yet. Import some first." in page.content.decode()


def test_the_list_shows_the_worst_first_and_fifty_a_page(reviewed, signed_in):
    page = signed_in(Role.OWNER).get("/clients/")
    assert [row["rank"] for row in page.context["rows"]] == list(range(1, 51))
    assert page.context["rows"][0]["course"] == "repair"


def test_the_second_page_goes_on_where_the_first_ended(reviewed, signed_in):
    page = signed_in(Role.OWNER).get("/clients/?page=2")
    assert page.context["rows"][0]["rank"] == 51


@pytest.mark.parametrize("column", ["revenue", "margin", "hours", "margin_per_hour"])
def test_each_column_orders_both_ways_and_unknown_comes_last(reviewed, signed_in, column):
    browser = signed_in(Role.OWNER)
    there = [row[column] for row in browser.get(f"/clients/?order={column}").context["rows"]]
    back = [row[column] for row in browser.get(f"/clients/?order=-{column}").context["rows"]]
    assert None not in (there[0], back[0])
    assert sorted(there) in (there, there[::-1])
    assert sorted(back) in (back, back[::-1])
    assert (there[0] < there[-1]) != (back[0] < back[-1])


def test_a_search_finds_names_without_marks_and_case(reviewed, signed_in):
    Standing.objects.filter(rank=7).update(name="Łódź Żółw", name_searched="lodz zolw")
    assert names(signed_in(Role.OWNER).get("/clients/?q=LODZ+żół")) == ["Łódź Żółw"]


def test_filters_narrow_the_list(reviewed, signed_in):
    browser = signed_in(Role.OWNER)
    repair = browser.get("/clients/?course=repair").context["rows"]
    assert len(repair) == reviewed.named
    late = browser.get("/clients/?sign=late_payment").context["rows"]
    assert late
    assert all("late_payment" in [one["sign"] for one in row["signs"]] for row in late)


def test_a_senseless_question_is_no_error(reviewed, signed_in):
    page = signed_in(Role.OWNER).get("/clients/?order=sideways&course=burn&sign=%27;--&page=nine&as_of=never")
    assert page.status_code == 200


def test_an_employee_sees_only_clients_assigned_to_them(reviewed, signed_in, people):
    chosen = Client.objects.get(pk=Standing.objects.get(rank=3).client_id)
    Assignment.objects.create(person=people[Role.EMPLOYEE], client=chosen, made_by="test")
    browser = signed_in(Role.EMPLOYEE)
    assert names(browser.get("/clients/")) == [chosen.name]
    other = Standing.objects.get(rank=1).client_id
    assert browser.get(f"/clients/{other}/").status_code == 404
    assert browser.get("/clients/pictures/").json()["map"] == []


def test_an_auditor_may_read_but_not_start_a_review(reviewed, signed_in):
    browser = signed_in(Role.AUDITOR)
    assert browser.get("/clients/").status_code == 200
    assert browser.post("/review/").status_code == 403


def test_the_csv_holds_all_pages_and_no_formula(reviewed, signed_in):
    Standing.objects.filter(rank=1).update(name="=cmd|' /C calc'!A1")
    body = b"".join(signed_in(Role.OWNER).get("/clients/export.csv").streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(StringIO(body)))
    assert len(rows) == reviewed.clients + 1
    assert rows[1][2].startswith("'=")


def test_the_spreadsheet_holds_amounts_as_numbers(reviewed, signed_in):
    answer = signed_in(Role.MANAGER).get("/clients/export.xlsx?course=repair")
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    assert sheet.max_row == reviewed.named + 1
    assert isinstance(sheet.cell(2, 9).value, (int, float))


def test_a_list_is_saved_found_again_and_forgotten_by_its_owner_alone(reviewed, signed_in, people):
    browser = signed_in(Role.OWNER)
    browser.post("/clients/views/", {"name": "Late payers", "question": "sign=late_payment"})
    view = SavedView.objects.get(person=people[Role.OWNER])
    assert "?sign=late_payment" in browser.get("/clients/").content.decode()
    signed_in(Role.MANAGER).post(f"/clients/views/{view.pk}/")
    assert SavedView.objects.filter(pk=view.pk).exists()
    browser.post(f"/clients/views/{view.pk}/")
    assert not SavedView.objects.filter(pk=view.pk).exists()


def test_the_list_takes_few_questions(reviewed, signed_in, django_assert_max_num_queries):
    browser = signed_in(Role.OWNER)
    with django_assert_max_num_queries(20):
        browser.get("/clients/")


def test_another_day_is_reviewed_as_it_was_known_then(reviewed, signed_in):
    browser = signed_in(Role.OWNER)
    browser.post("/review/", {"as_of": "2025-06-30"})
    assert Review.objects.filter(as_of="2025-06-30").exists()
    assert "June 30, 2025" in browser.get("/clients/?as_of=2025-06-30").content.decode()


def test_the_same_state_of_the_ledger_is_not_reviewed_twice(reviewed, signed_in):
    signed_in(Role.OWNER).post("/review/")
    assert Review.objects.count() == 1


@pytest.mark.parametrize(
    ("language", "words"), [("pl", "Klienci"), ("fi", "Asiakkaat"), ("vi", "Khách hàng")]
)
def test_the_page_speaks_the_language_of_the_person(reviewed, signed_in, people, language, words):
    people[Role.OWNER].language = language
    people[Role.OWNER].save()
    page = signed_in(Role.OWNER).get("/clients/")
    assert page.headers["Content-Language"] == language
    assert words in page.content.decode()


@override_settings(ALLOWED_HOSTS=["testserver"])
def test_no_page_allows_inline_scripts_or_styles(reviewed, signed_in):
    page = signed_in(Role.OWNER).get("/clients/")
    policy = page.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert " style=" not in page.content.decode()
    assert "<script>" not in page.content.decode()
