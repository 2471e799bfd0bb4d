"""Incidents: written down in seconds, seen by whom they concern, counted once a second person confirms."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from amicable.engines.duckdb import open_evidence
from amicable.refusal import Refusal
from amicable.web.diary.acts import ACTS
from amicable.web.diary.models import Entry
from amicable.web.frontline import actions
from amicable.web.frontline.entering import enter_evidence
from amicable.web.frontline.models import Attachment, Incident, Pulse
from amicable.web.portfolio.models import Assignment, Client, Track
from amicable.web.portfolio.reviewing import ledger
from amicable.web.rights import Role

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 200
AT = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


@pytest.fixture
def client(empty_ledger, people) -> Client:
    """A client that the employee works with."""
    made = Client.objects.create(client_id="own:C1", name="Vermell Foods")
    Assignment.objects.create(person=people[Role.EMPLOYEE], client=made, made_by="test")
    return made


def given(client, /, **other):
    return {"client": client.pk, "kind": "abuse", "note": "“You are useless”, on the phone.", "happened_on": timezone.localdate().isoformat()} | other  # fmt: skip


def logged(by, client, *, at=AT, kind="abuse", track=None, note="“Useless.”") -> Incident:
    told = actions.Told(client, kind, date(2026, 11, 19), note)
    return actions.log_incident(by=by, told=told, at=at, track=track)


def entered(table="incidents") -> list[dict]:
    opened = ledger()
    if not opened.rows()[table]:
        return []
    return open_evidence(opened, today=timezone.localdate()).tables[table].to_pyarrow().to_pylist()


def enter() -> dict:
    return enter_evidence(lambda _sentence, _progress: None)


def test_an_incident_is_written_down_with_client_kind_and_words(client, signed_in, people):
    page = signed_in(Role.EMPLOYEE).post("/incidents/new/", given(client, witnesses=[people[Role.MANAGER].pk]), follow=True)  # fmt: skip
    made = Incident.objects.get()
    assert page.redirect_chain[-1][0] == f"/incidents/{made.pk}/thanks/"
    assert "Thank you. It is written down." in page.content.decode()
    assert (made.client, made.kind, made.reported_by) == (client, "abuse", people[Role.EMPLOYEE])
    assert list(made.witnesses.all()) == [people[Role.MANAGER]]
    entry = Entry.objects.get(act="incident.logged")
    assert entry.about == "client:own:C1"
    assert "useless" not in str(entry.told)


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ({"client": ""}, "Choose the client from the list."),
        ({"kind": "blame"}, "Choose what it was"),
        ({"note": "  "}, "Write a few words"),
        ({"happened_on": "2999-01-01"}, "That day is still to come."),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(client, signed_in, other, sentence):
    page = signed_in(Role.EMPLOYEE).post("/incidents/new/", given(client, **other))
    assert sentence in page.content.decode()
    assert not Incident.objects.exists()
    if "note" not in other:
        assert "You are useless" in page.content.decode()


def test_a_client_of_somebody_else_cannot_be_chosen(client, signed_in):
    other = Client.objects.create(client_id="own:C2", name="Other")
    page = signed_in(Role.EMPLOYEE).post("/incidents/new/", given(other))
    assert "Choose the client from the list." in page.content.decode()


def test_the_search_finds_only_clients_one_sees_those_nearby_first(client, signed_in, people):
    Client.objects.create(client_id="own:C2", name="Aa Vermell Two")
    own = signed_in(Role.EMPLOYEE).get("/incidents/clients/?words=verm").context["choices"]
    assert own == [client]
    logged(people[Role.OWNER], client)
    of_all = signed_in(Role.OWNER).get("/incidents/clients/?words=verm").context["choices"]
    assert [one.name for one in of_all] == ["Vermell Foods", "Aa Vermell Two"]


def test_without_scripts_the_form_is_a_plain_list(client, signed_in):
    page = signed_in(Role.EMPLOYEE).get(f"/incidents/new/?client={client.pk}").content.decode()
    assert f'<option value="{client.pk}" selected>Vermell Foods</option>' in page


def test_colleagues_see_only_their_own_and_the_others_all(client, signed_in, people):
    made = logged(people[Role.MANAGER], client)
    assert signed_in(Role.EMPLOYEE).get(f"/incidents/{made.pk}/").status_code == 404
    assert not signed_in(Role.EMPLOYEE).get("/incidents/").context["page"].object_list
    for role in (Role.OWNER, Role.AUDITOR, Role.COORDINATOR):
        assert signed_in(role).get(f"/incidents/{made.pk}/").status_code == 200


def test_a_confidential_incident_is_seen_by_the_people_named_alone(client, signed_in, people):
    track = Track.objects.create(client=client, title="Complaint", opened_by="x")
    track.people.add(people[Role.EMPLOYEE], people[Role.MANAGER])
    signed_in(Role.EMPLOYEE).post("/incidents/new/", given(client, track=track.pk))
    made = Incident.objects.get()
    assert made.track == track
    assert signed_in(Role.MANAGER).get(f"/incidents/{made.pk}/").status_code == 200
    for role in (Role.OWNER, Role.AUDITOR):
        assert signed_in(role).get(f"/incidents/{made.pk}/").status_code == 404
    assert Entry.objects.get(act="incident.logged").about == f"incident:{made.pk}"


def test_a_track_is_not_offered_to_those_not_named_nor_for_another_client(client, signed_in, people):
    track = Track.objects.create(client=client, title="Complaint", opened_by="x")
    assert "Complaint" not in signed_in(Role.OWNER).get("/incidents/new/").content.decode()
    signed_in(Role.OWNER).post("/incidents/new/", given(client, track=track.pk))
    track.people.add(people[Role.OWNER])
    other = Client.objects.create(client_id="own:C2", name="Other")
    signed_in(Role.OWNER).post("/incidents/new/", given(other, track=track.pk))
    assert not Incident.objects.exists()


def test_a_photo_is_kept_and_handed_out_only_to_be_saved(client, signed_in, people):
    photo = SimpleUploadedFile("../../evil <script>.png", PNG, content_type="text/html")
    signed_in(Role.EMPLOYEE).post("/incidents/new/", given(client, attached=[photo]))
    kept = Attachment.objects.get()
    assert (kept.content_type, kept.size, kept.place.read_bytes()) == ("image/png", len(PNG), PNG)
    assert kept.place.parent.name == "incidents"
    assert kept.place.stat().st_mode & 0o077 == 0
    address = f"/incidents/{kept.incident_id}/files/{kept.pk}/"
    answer = signed_in(Role.OWNER).get(address)
    assert b"".join(answer.streaming_content) == PNG
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    Incident.objects.update(reported_by=people[Role.MANAGER])
    assert signed_in(Role.EMPLOYEE).get(address).status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("holiday.png", b"MZ\x90\x00\x03", "is of a kind that is not kept here"),
        ("page.docx", b"PK\x03\x04nothing", "is of a kind that is not kept here"),
        ("large.txt", b"a" * 10_000_001, "is larger than 10 MB"),
    ],
)
def test_a_file_is_judged_by_its_content(client, signed_in, name, content, sentence):
    page = signed_in(Role.EMPLOYEE).post(
        "/incidents/new/", given(client, attached=[SimpleUploadedFile(name, content)])
    )
    assert sentence in page.content.decode()
    assert not Attachment.objects.exists()


def test_taken_back_within_ten_minutes_nothing_is_left_but_the_diary(
    client, signed_in, django_capture_on_commit_callbacks
):
    browser = signed_in(Role.EMPLOYEE)
    browser.post("/incidents/new/", given(client, attached=[SimpleUploadedFile("a.png", PNG)]))
    place = Attachment.objects.get().place
    with django_capture_on_commit_callbacks(execute=True):
        page = browser.post(f"/incidents/{Incident.objects.get().pk}/take-back/", follow=True)
    assert "Taken back" in page.content.decode()
    assert not Incident.objects.exists()
    assert not place.exists()
    assert Entry.objects.filter(act="incident.taken_back").exists()


def test_after_ten_minutes_it_stays(client, signed_in, people):
    made = logged(people[Role.EMPLOYEE], client, at=timezone.now() - timedelta(minutes=11))
    page = signed_in(Role.EMPLOYEE).post(f"/incidents/{made.pk}/take-back/", follow=True)
    assert "The ten minutes are over" in page.content.decode()
    assert Incident.objects.exists()


def test_a_change_keeps_how_it_read_and_asks_for_a_new_confirmation(client, signed_in, people):
    made = logged(people[Role.EMPLOYEE], client, at=timezone.now())
    actions.confirm(by=people[Role.MANAGER], incident=made, at=timezone.now())
    browser = signed_in(Role.EMPLOYEE)
    page = browser.post(
        f"/incidents/{made.pk}/change/", given(client, note="He said “useless”."), follow=True
    )
    assert "How it read before" in page.content.decode()
    made.refresh_from_db()
    assert (made.note, made.confirmed_by) == ("He said “useless”.", None)
    assert [one.note for one in made.versions.all()] == ["“Useless.”"]
    assert Entry.objects.filter(act="incident.changed").exists()


def test_after_a_day_and_by_others_nothing_is_changed(client, signed_in, people):
    old = logged(people[Role.EMPLOYEE], client, at=timezone.now() - timedelta(hours=25))
    page = signed_in(Role.EMPLOYEE).post(f"/incidents/{old.pk}/change/", given(client))
    assert "An incident can be changed for a day" in page.content.decode()
    assert signed_in(Role.OWNER).post(f"/incidents/{old.pk}/change/", given(client)).status_code == 404


def test_a_second_person_confirms_and_never_the_one_who_wrote_it(client, signed_in, people):
    made = logged(people[Role.MANAGER], client)
    page = signed_in(Role.MANAGER).post(f"/incidents/{made.pk}/confirm/", follow=True)
    assert "You wrote this incident down yourself." in page.content.decode()
    assert signed_in(Role.COORDINATOR).post(f"/incidents/{made.pk}/confirm/").status_code == 403
    signed_in(Role.OWNER).post(f"/incidents/{made.pk}/confirm/")
    made.refresh_from_db()
    assert made.confirmed_by == people[Role.OWNER]
    assert Entry.objects.filter(act="incident.confirmed").count() == 1


def test_the_list_is_filtered_by_what_is_confirmed(client, signed_in, people):
    waits, done = logged(people[Role.EMPLOYEE], client), logged(people[Role.EMPLOYEE], client, kind="threat")
    actions.confirm(by=people[Role.MANAGER], incident=done, at=AT)
    browser = signed_in(Role.OWNER)
    assert list(browser.get("/incidents/?shown=open").context["page"].object_list) == [waits]
    assert list(browser.get("/incidents/?shown=confirmed").context["page"].object_list) == [done]
    assert browser.get("/incidents/").context["waiting"] == 1


def test_what_was_written_about_an_alias_stands_with_the_client(client, signed_in, people):
    alias = Client.objects.create(client_id="crm:7", name="Vermell", survivor=client)
    made = logged(people[Role.EMPLOYEE], alias)
    page = signed_in(Role.OWNER).get(f"/incidents/?client={client.pk}")
    assert list(page.context["page"].object_list) == [made]
    assert signed_in(Role.EMPLOYEE).get("/frontline/").context["cards"][0].incident == made


def test_the_ledger_takes_it_after_ten_minutes_and_only_once(client, people):
    people[Role.EMPLOYEE].staff_id = "s01"
    people[Role.EMPLOYEE].save()
    made = logged(people[Role.EMPLOYEE], client)
    logged(people[Role.EMPLOYEE], client, at=timezone.now())
    assert enter()["incidents"] == 1
    (row,) = entered()
    wanted = {"incident_id": f"frontline:{made.pk}", "client_id": "own:C1", "happened_on": date(2026, 11, 19), "kind": "abuse", "note": "“Useless.”", "reported_by": "s01", "confirmed": False, "source": "Amicable front line"}  # fmt: skip
    assert {name: row[name] for name in wanted} == wanted
    version = ledger().manifest
    assert enter()["incidents"] == 0
    assert ledger().manifest == version


def test_a_corrected_or_confirmed_row_takes_the_place_of_the_earlier(client, people):
    made = logged(people[Role.EMPLOYEE], client)
    enter()
    told = actions.Told(client, "threat", date(2026, 8, 1), "Better said")
    actions.change_incident(by=people[Role.EMPLOYEE], incident=made, told=told, at=AT + timedelta(hours=1))
    actions.confirm(by=people[Role.OWNER], incident=made, at=AT + timedelta(hours=2))
    enter()
    (row,) = entered()
    assert (row["kind"], row["note"], row["happened_on"], row["confirmed"]) == (
        "threat",
        "Better said",
        date(2026, 8, 1),
        True,
    )


def test_what_stands_in_the_ledger_is_not_taken_back(client, people):
    made = logged(people[Role.EMPLOYEE], client)
    enter()
    with pytest.raises(Refusal, match="ten minutes are over"):
        actions.take_back(by=people[Role.EMPLOYEE], incident=made, at=AT + timedelta(minutes=5))


def test_a_confidential_incident_never_enters_the_ledger(client, people):
    track = Track.objects.create(client=client, title="Complaint", opened_by="x")
    track.people.add(people[Role.EMPLOYEE])
    logged(people[Role.EMPLOYEE], client, track=track)
    assert enter()["incidents"] == 0
    assert entered() == []


def test_saving_enters_what_has_waited_long_enough(client, signed_in, people):
    logged(people[Role.EMPLOYEE], client)
    Pulse.objects.create(
        client=client, person=people[Role.EMPLOYEE], asked_on=AT.date(), score=2, given_at=AT
    )
    signed_in(Role.EMPLOYEE).post("/incidents/new/", given(client))
    assert len(entered()) == 1
    assert [row["score"] for row in entered("pulses")] == [2]


def test_a_failed_save_leaves_no_file_behind(client, people, monkeypatch, settings):
    files = (SimpleUploadedFile("a.png", PNG), SimpleUploadedFile("b.png", PNG))
    told = actions.Told(client, "other", AT.date(), "x", files=files)
    monkeypatch.setitem(ACTS, "x", "x")

    def refuse(*_given, **_named):
        raise OSError("the disk is full")

    monkeypatch.setattr(actions, "write", refuse)
    with pytest.raises(OSError, match="disk is full"):
        actions.log_incident(by=people[Role.EMPLOYEE], told=told, at=AT)
    assert not Incident.objects.exists()
    assert list((settings.DEPLOYMENT.files / "incidents").iterdir()) == []


def test_an_auditor_reads_and_writes_nothing(client, signed_in):
    assert "Your role reads and changes nothing" in signed_in(Role.AUDITOR).get("/incidents/new/").content.decode()  # fmt: skip
    assert signed_in(Role.AUDITOR).post("/incidents/new/", given(client)).status_code == 403


def test_every_act_has_its_sentence(client, people):
    made = logged(people[Role.EMPLOYEE], client)
    actions.confirm(by=people[Role.OWNER], incident=made, at=AT)
    actions.give_pulse(by=people[Role.OWNER], client=client, score=3, asked_on=AT.date(), at=AT)
    actions.take_back(by=people[Role.EMPLOYEE], incident=made, at=AT)
    assert set(Entry.objects.values_list("act", flat=True)) <= ACTS.keys()
