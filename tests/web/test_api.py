"""Everything that a screen shows can be had by a program, under the same rules."""

import pytest
from django.test import Client as Browser
from ninja import Schema

from amicable.web.api.actions import make_token
from amicable.web.api.interface import api, description
from amicable.web.api.models import Webhook
from amicable.web.api.routes import operations, rule_of
from amicable.web.api.scopes import SCOPES, needed
from amicable.web.diary.actions import write
from amicable.web.frontline.models import Incident
from amicable.web.jobs.models import Job
from amicable.web.portfolio.models import Assignment, Client, Note, Review, Standing, Track
from amicable.web.rights import Role, Rule

pytestmark = pytest.mark.django_db
ALL = [
    (method, route, one)
    for route, path_view in operations(api)
    for one in path_view.operations
    for method in one.methods
]
PARTS = {"{int:number}": "999999", "{int:note}": "999999", "{int:assignment}": "999999", "{number}": "nothing", "{incident}": "00000000-0000-0000-0000-000000000000", "{sign}": "late_payment", "{as_of}": "2020-01-01"}  # fmt: skip


def address(route) -> str:
    for part, sample in PARTS.items():
        route = route.replace(part, sample)
    return f"/api/v1/{route}"


@pytest.fixture
def program(people):
    """A program that acts for the person of a role with every scope of the role."""

    def made(role, scopes=tuple(SCOPES)) -> Browser:
        _, text = make_token(person=people[role], name="test", scopes=list(scopes), days=30)
        return Browser(headers={"authorization": f"Bearer {text}"}, enforce_csrf_checks=True)

    return made


def send(browser, method, path, body=None):
    return browser.generic(method, path, body or "{}", content_type="application/json")


def test_every_operation_has_a_rule():
    assert [route for _, route, one in ALL if not isinstance(rule_of(one), Rule) or rule_of(one).open] == []


@pytest.mark.parametrize("role", Role)
def test_the_rule_of_every_operation_holds_for_a_token_of_each_role(role, program, empty_ledger):
    browser, wrong = program(role), []
    for method, route, one in ALL:
        answer = send(browser, method, address(route))
        allowed = rule_of(one).allows(role, writing=method != "GET")
        expected = (200, 202, 404, 409, 422) if allowed else (403,)
        if answer.status_code not in expected or (not allowed and answer.json()["code"] != "forbidden"):
            wrong.append((method, route, answer.status_code, answer.content))
    assert wrong == []


def test_every_operation_asks_for_its_scope(program, empty_ledger):
    by_scope = {scope: program(Role.OWNER, [name for name in SCOPES if name != scope]) for scope in SCOPES}
    for method, route, one in ALL:
        scope = needed(rule_of(one), writing=method != "GET")
        if scope:
            answer = send(by_scope[scope], method, address(route))
            assert (answer.status_code, answer.json()["code"]) == (403, "scope"), (method, route)


def test_no_operation_answers_nobody(db, empty_ledger):
    assert {send(Browser(), method, address(route)).status_code for method, route, _ in ALL} == {401}


def test_unknown_addresses_and_wrong_methods_are_answered_in_json(program):
    browser = program(Role.OWNER)
    assert browser.get("/api/v1/nonsense").json()["code"] == "missing"
    wrong = send(browser, "DELETE", "/api/v1/clients")
    assert (wrong.status_code, wrong.headers["Allow"], wrong.json()["code"]) == (405, "GET", "method")
    broken = browser.generic("POST", "/api/v1/reviews", "{not json", content_type="application/json")
    assert (broken.status_code, broken.json()["code"]) == (400, "bad_request")


def test_the_document_describes_every_operation_and_how_it_refuses():
    document = description()
    assert len(ALL) == sum(len(methods) for methods in document["paths"].values())
    for methods in document["paths"].values():
        for one in methods.values():
            assert {401, 403, 404, 422, 429} <= set(one["responses"])
            assert one["summary"]
    assert document["components"]["securitySchemes"]["token"]["scheme"] == "bearer"


def test_no_two_shapes_share_a_name():
    """The document describes shapes by their names alone; of two, one would be described as the other."""
    shapes = [one for one in _kinds(Schema) if one.__module__.startswith("amicable.")]
    names = [one.__name__ for one in shapes]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def _kinds(kind):
    return {below for one in kind.__subclasses__() for below in (one, *_kinds(one))}


def test_the_page_lists_every_operation_without_scripts_of_others(signed_in, empty_ledger):
    page = signed_in(Role.EMPLOYEE).get("/api/")
    shown = page.content.decode()
    for route in description()["paths"]:
        assert route in shown
    assert "<script>" not in shown
    assert " style=" not in shown


def test_the_review_and_the_list_are_those_of_the_page(reviewed, program, signed_in):
    browser = program(Role.MANAGER)
    review = browser.get("/api/v1/reviews/latest").json()
    assert (review["named"], review["clients"]) == (reviewed.named, reviewed.clients)
    listed = browser.get("/api/v1/standings?course=repair&order=-revenue&limit=3").json()
    page = signed_in(Role.MANAGER).get("/clients/?course=repair&order=-revenue")
    assert [row["name"] for row in listed["items"]] == [row["name"] for row in page.context["rows"]][:3]
    assert listed["total"] == reviewed.named
    assert listed["pages"] == -(-reviewed.named // 3)


def test_amounts_are_exact_texts_and_unknown_is_null(reviewed, program):
    Standing.objects.filter(rank=1).update(revenue=123450, margin=None)
    first = program(Role.OWNER).get("/api/v1/standings?limit=1").json()["items"][0]
    assert (first["revenue_12_months"], first["margin_12_months"]) == ("1234.50", None)


def test_the_dossier_is_that_of_the_command_line(reviewed, program, demo_ledger, capsys):
    import json

    from amicable.cli import main

    standing = Standing.objects.get(rank=1)
    client = Client.objects.get(pk=standing.client_id)
    answer = program(Role.OWNER).get(f"/api/v1/clients/{client.pk}/dossier").json()
    assert main(["client", client.client_id, "--ledger", str(demo_ledger), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert answer["client"] == told["client"]
    assert answer["quarters"] == told["quarters"]
    assert answer["situations"][: len(told["situations"])] or not told["situations"]
    assert {one["evidence_id"] for one in told["situations"]} <= {
        one["evidence_id"] for one in answer["situations"]
    }
    assert answer["rule_out"]


def test_situations_are_narrowed_to_a_sign_and_come_in_pages(reviewed, program):
    client, sign = next(
        (one.client_id, sign["sign"])
        for one in Standing.objects.order_by("rank")
        for sign in one.signs
        if sign["events"] > 2
    )
    answer = program(Role.OWNER).get(f"/api/v1/clients/{client}/situations?sign={sign}&limit=2").json()
    assert {one["sign"] for one in answer["items"]} == {sign}
    assert len(answer["items"]) == 2 <= answer["total"]


def test_occasions_and_totals_of_a_sign_agree(reviewed, program):
    browser = program(Role.OWNER)
    totals = browser.get("/api/v1/signs/late_payment/totals?limit=200").json()
    listed = browser.get("/api/v1/signs/late_payment/occasions?limit=1").json()
    assert listed["total"] == totals["overall"]["occasions"]
    pages = [
        browser.get(f"/api/v1/signs/late_payment/totals?limit=200&page={number}").json()["items"]
        for number in range(1, totals["pages"] + 1)
    ]
    assert sum(one["occasions"] for page in pages for one in page) == totals["overall"]["occasions"]
    assert browser.get("/api/v1/signs/nonsense/totals").status_code == 404


def test_an_employees_program_sees_only_clients_assigned_to_them(reviewed, program, people):
    first, other = (Client.objects.get(pk=Standing.objects.get(rank=rank).client_id) for rank in (1, 2))
    Assignment.objects.create(person=people[Role.EMPLOYEE], client=first, made_by="test")
    browser = program(Role.EMPLOYEE)
    assert [one["number"] for one in browser.get("/api/v1/clients").json()["items"]] == [first.pk]
    assert [one["number"] for one in browser.get("/api/v1/standings").json()["items"]] == [first.pk]
    for piece in ("", "/dossier", "/situations", "/notes", "/pulses", "/standings", "/assignments"):
        assert browser.get(f"/api/v1/clients/{other.pk}{piece}").status_code == 404
    assert browser.get("/api/v1/pictures/map").status_code == 404
    ids = {
        one["client_id"]
        for one in browser.get("/api/v1/signs/late_payment/occasions?limit=200").json()["items"]
    }
    assert ids <= {first.client_id}
    totals = browser.get("/api/v1/signs/late_payment/totals").json()
    assert {one["client_id"] for one in totals["items"]} <= {first.client_id}
    assert totals["overall"] is None
    assert browser.get("/api/v1/reviews/latest").json()["looks_automatic"] == []


def test_the_pictures_are_those_of_the_page(reviewed, program):
    browser = program(Role.AUDITOR)
    assert len(browser.get("/api/v1/pictures/map").json()) == len(reviewed.pictures["map"])
    assert browser.get("/api/v1/pictures/whale").json()["peak_at"] == reviewed.pictures["whale"]["peak_at"]
    assert {one["feature"] for one in browser.get("/api/v1/pictures/sides").json()} >= {
        "revenue",
        "late_payment",
    }


def test_a_review_is_started_and_followed(demo_ledger, program):
    browser = program(Role.MANAGER)
    job = browser.post("/api/v1/reviews", {"as_of": "2025-06-30"}, content_type="application/json")
    assert job.status_code == 202
    done = browser.get(f"/api/v1/jobs/{job.json()['number']}").json()
    assert (done["state"], done["outcome"]["as_of"]) == ("done", "2025-06-30")
    assert Review.objects.filter(as_of="2025-06-30").exists()


def test_work_of_others_does_not_exist(program, people):
    job = Job.objects.create(function="x.y", by=people[Role.MANAGER].email)
    assert program(Role.OWNER).get(f"/api/v1/jobs/{job.pk}").status_code == 404


def test_a_note_is_written_read_and_taken_back(reviewed, program):
    client = Standing.objects.get(rank=1).client_id
    browser = program(Role.MANAGER)
    place = f"/api/v1/clients/{client}/notes"
    made = browser.post(
        place,
        {"text": "They will pay on Friday.", "happened_on": "2026-09-01"},
        content_type="application/json",
    )
    assert made.status_code == 201
    assert browser.get(place).json()["items"][0]["text"] == "They will pay on Friday."
    assert send(program(Role.OWNER), "DELETE", f"{place}/{made.json()['number']}").status_code == 404
    assert send(browser, "DELETE", f"{place}/{made.json()['number']}").status_code == 204
    assert Note.objects.get().withdrawn_at


def test_a_day_to_come_is_refused_with_the_sentence_of_the_page(reviewed, program):
    client = Standing.objects.get(rank=1).client_id
    answer = program(Role.MANAGER).post(f"/api/v1/clients/{client}/notes", {"text": "x", "happened_on": "2999-01-01"}, content_type="application/json")  # fmt: skip
    assert (answer.status_code, answer.json()["code"]) == (409, "refused")
    assert "happened_on: This day has not come yet." in answer.json()["error"]


def test_what_has_the_wrong_shape_is_refused_with_its_place(reviewed, program):
    client = Standing.objects.get(rank=1).client_id
    answer = program(Role.MANAGER).post(f"/api/v1/clients/{client}/notes", {"text": " ", "happened_on": 0, "colour": "red"}, content_type="application/json")  # fmt: skip
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    places = {one["where"].rpartition(".")[2] for one in answer.json()["fields"]}
    assert places == {"text", "happened_on", "colour"}


def test_confidential_tracks_do_not_exist_for_programs(reviewed, program, people):
    client = Client.objects.get(pk=Standing.objects.get(rank=1).client_id)
    track = Track.objects.create(client=client, title="Quiet", opened_by="ona@example.com")
    track.people.add(people[Role.OWNER])
    Note.objects.create(
        client=client, track=track, text="secret", happened_on="2026-01-01", written_by=people[Role.OWNER]
    )
    hidden = Incident.objects.create(client=client, track=track, kind="other", note="secret", happened_on="2026-01-01", reported_by=people[Role.OWNER], logged_at="2026-01-02T00:00Z")  # fmt: skip
    browser = program(Role.OWNER)
    assert browser.get(f"/api/v1/clients/{client.pk}/notes").json()["total"] == 0
    assert browser.get("/api/v1/incidents").json()["total"] == 0
    assert browser.get(f"/api/v1/incidents/{hidden.pk}").status_code == 404


def test_an_incident_is_logged_and_confirmed_by_a_second_person(reviewed, program):
    client = Standing.objects.get(rank=1).client_id
    told = {
        "client": client,
        "kind": "threat",
        "happened_on": "2026-09-01",
        "note": "They said they would come by.",
    }
    made = program(Role.MANAGER).post("/api/v1/incidents", told, content_type="application/json")
    assert made.status_code == 201, made.content
    place = f"/api/v1/incidents/{made.json()['id']}"
    own = send(program(Role.MANAGER), "POST", f"{place}/confirmation")
    assert (own.status_code, own.json()["code"]) == (409, "refused")
    assert (
        send(program(Role.OWNER), "POST", f"{place}/confirmation").json()["confirmed_by"] == "ona@example.com"
    )
    assert program(Role.MANAGER).get("/api/v1/incidents?shown=confirmed").json()["total"] == 1


def test_a_pulse_is_given_and_read_by_those_who_may(reviewed, program):
    client = Standing.objects.get(rank=1).client_id
    place = f"/api/v1/clients/{client}/pulses"
    assert (
        program(Role.COORDINATOR).post(place, {"score": 2}, content_type="application/json").status_code
        == 201
    )
    assert [one["score"] for one in program(Role.OWNER).get(place).json()["answers"]] == [2]
    assert (
        program(Role.COORDINATOR).post(place, {"score": 6}, content_type="application/json").status_code
        == 422
    )


def test_an_employee_is_assigned_and_then_no_longer(reviewed, program, people):
    client = Standing.objects.get(rank=1).client_id
    place = f"/api/v1/clients/{client}/assignments"
    made = program(Role.OWNER).post(
        place, {"person": people[Role.EMPLOYEE].pk}, content_type="application/json"
    )
    assert made.status_code == 201, made.content
    assert program(Role.EMPLOYEE).get(f"/api/v1/clients/{client}").status_code == 200
    assert send(program(Role.OWNER), "DELETE", f"{place}/{made.json()['number']}").status_code == 204
    assert program(Role.EMPLOYEE).get(f"/api/v1/clients/{client}").status_code == 404


def test_the_ledger_its_imports_and_their_problems_can_be_read(reviewed, program):
    browser = program(Role.AUDITOR)
    tables = {one["table"]: one["rows"] for one in browser.get("/api/v1/ledger").json()["tables"]}
    assert tables["invoices"] > 0
    done = browser.get("/api/v1/imports").json()["items"][0]
    files = browser.get(f"/api/v1/imports/{done['import_id']}").json()["files"]
    assert sum(one["read"] for one in files) == done["read"]
    problems = browser.get(f"/api/v1/imports/{done['import_id']}/problems").json()
    assert problems["total"] <= done["problems"]
    assert browser.get("/api/v1/links").status_code == 200


def test_the_diary_is_read_and_proved(program):
    write("portfolio.reviewed", by="ona@example.com", about="review:2026-09-30", named=3, clients=60)
    browser = program(Role.AUDITOR)
    entry = browser.get("/api/v1/diary?about=review:2026-09-30").json()["items"][0]
    assert entry["sentence"] == "The portfolio was reviewed: 3 of 60 clients named."
    proof = browser.get("/api/v1/diary/proof").json()
    assert proof["holds"]
    assert browser.get("/api/v1/diary").json()["items"][0]["seal"] == proof["seal"]


def test_a_webhook_is_added_with_its_key_and_removed(program):
    browser = program(Role.OWNER)
    made = browser.post(
        "/api/v1/webhooks",
        {"url": "https://example.com/told", "events": ["review.made"]},
        content_type="application/json",
    )
    assert made.json()["signing_key"].startswith("whsec_")
    assert "signing_key" not in browser.get("/api/v1/webhooks").json()["items"][0]
    assert browser.get(f"/api/v1/webhooks/{made.json()['number']}/deliveries").json()["total"] == 0
    assert send(browser, "DELETE", f"/api/v1/webhooks/{made.json()['number']}").status_code == 204
    assert not Webhook.objects.exists()


HOSTILE = ["0", "-1", "99999999999999999999999999", "1e9", "nine", "", "%00", "9223372036854775808"]


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_paging_is_refused_with_a_sentence(program, empty_ledger, value):
    browser = program(Role.OWNER)
    paths = description()["paths"].items()
    paged = [
        route
        for route, methods in paths
        if "limit" in [one["name"] for one in methods.get("get", {"parameters": []})["parameters"]]
    ]
    assert len(paged) > 10
    for route in [
        route.removeprefix("/api/v1/").replace("{number}", "999999").replace("{sign}", "late_payment")
        for route in paged
    ]:
        for name in ("page", "limit"):
            answer = browser.get(f"{address(route)}?{name}={value}")
            assert answer.status_code in (404, 409, 422), (route, name, answer.status_code)


def test_the_furthest_page_that_is_allowed_is_empty(program, empty_ledger):
    answer = program(Role.OWNER).get("/api/v1/diary?page=10000&limit=200")
    assert (answer.status_code, answer.json()["items"]) == (200, [])


@pytest.mark.parametrize("number", ["0", "9223372036854775808", "99999999999999999999999999999"])
def test_numbers_that_no_row_can_have_are_refused(program, empty_ledger, number):
    assert program(Role.OWNER).get(f"/api/v1/clients/{number}").status_code == 422
