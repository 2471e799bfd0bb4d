"""A confidential sign: for an employee and a coordinator there is nothing of it anywhere; owner, manager and auditor read it."""

import csv
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from io import StringIO

import pytest

from amicable.engines.ledger import Ledger
from amicable.importing import import_files
from amicable.web.portfolio.models import Assignment, Client, Standing
from amicable.web.rights import Role

pytestmark = pytest.mark.django_db

WORDS = "Asked us to backdate the contract"
CLIENTS = "client_id,name\n" + "".join(f"c{i},Client {i}\n" for i in range(1, 13))
INCIDENTS = f"""incident_id,client_id,happened_on,kind,reported_by,confirmed,note
i1,c3,2026-05-04,unethical,s9,true,{WORDS}
i2,c3,2026-05-11,unethical,s9,true,{WORDS}
i3,c4,2026-05-12,boundary,s9,true,Came without asking
"""


@pytest.fixture(scope="module")
def small_folder(tmp_path_factory):
    """Twelve clients, one of whom asked for what is not right; imported once."""
    place = tmp_path_factory.mktemp("confidential")
    (place / "clients.csv").write_text(CLIENTS)
    (place / "incidents.csv").write_text(INCIDENTS)
    invoices = [
        f"n{i}-{m},c{i},2026-{m:02d}-01,2026-{m:02d}-15,1000.00" for i in range(1, 13) for m in range(1, 7)
    ]
    (place / "invoices.csv").write_text(
        "invoice_id,client_id,issued_on,due_on,amount\n" + "\n".join(invoices)
    )
    opened = Ledger.open(place / "ledger").set_firm(currency="EUR", name="Small")
    import_files(opened, [place / f"{name}.csv" for name in ("clients", "incidents", "invoices")], at=datetime(2026, 7, 1, tzinfo=UTC))  # fmt: skip
    return place / "ledger"


@pytest.fixture
def asked(settings, small_folder, tmp_path, people) -> Client:
    """The client who asked; the employee works with it."""
    from amicable.web.portfolio.actions import refresh

    shutil.copytree(small_folder, tmp_path / "ledger")
    settings.DEPLOYMENT = replace(settings.DEPLOYMENT, ledger=tmp_path / "ledger")
    settings.MEDIA_ROOT = str(settings.DEPLOYMENT.files)
    refresh(lambda _sentence, _progress: None, "amicable")
    found = Client.objects.get(name="Client 3")
    Assignment.objects.create(person=people[Role.EMPLOYEE], client=found, made_by="test")
    return found


def record(browser, client) -> str:
    """Where the owner opens the record of the first such incident."""
    months = browser.get(f"/clients/{client.pk}/").context["timeline"].months
    entry = next(one for _, month in months for one in month if one.table == "incidents")
    return f"/clients/{client.pk}/evidence/incidents/{entry.evidence_id}/"


READERS = [Role.OWNER, Role.MANAGER, Role.AUDITOR]
OTHERS = [Role.EMPLOYEE, Role.COORDINATOR]
TITLE = "Asks for or does what is not right"


@pytest.mark.parametrize("role", READERS)
def test_who_may_read_it_finds_it_in_list_dossier_and_occasions(asked, signed_in, role):
    browser = signed_in(role)
    assert Standing.objects.get(client=asked).rank == 1
    assert browser.get("/clients/").context["rows"][0]["signs"][0]["sign"] == "unethical_conduct"
    page = browser.get(f"/clients/{asked.pk}/")
    assert [one.name for one in page.context["strong"]] == ["unethical_conduct"]
    assert WORDS in page.content.decode()
    assert browser.get("/api/v1/signs/unethical_conduct/occasions").json()["total"] == 2


@pytest.mark.parametrize("role", OTHERS)
def test_for_the_others_the_list_is_as_if_there_were_none(asked, signed_in, role):
    browser = signed_in(role)
    page = browser.get("/clients/")
    row = next(one for one in page.context["rows"] if one["client_id"] == asked.pk)
    assert (row["signs"], row["points"], row["trend"]) == ([], 0.0, "")
    assert row["course"] != "repair"
    assert row["rank"] == Standing.objects.get(client=asked).open_rank
    assert page.context["named"] == 0
    assert "unethical_conduct" not in page.content.decode()
    assert browser.get("/clients/?sign=unethical_conduct").context["rows"] == []
    assert asked.pk not in [
        one["client_id"] for one in browser.get("/clients/?course=repair").context["rows"]
    ]


@pytest.mark.parametrize("role", OTHERS)
def test_for_the_others_the_dossier_its_timeline_and_its_records_are_silent(asked, signed_in, role):
    browser = signed_in(role)
    for address in ("", "situations/", "situations/?kind=unethical_conduct", "outlook/"):
        told = browser.get(f"/clients/{asked.pk}/{address}").content.decode()
        assert WORDS not in told
        assert TITLE not in told
    assert browser.get(f"/clients/{asked.pk}/").context["strong"] == []
    row = record(signed_in(Role.OWNER), asked)
    assert signed_in(Role.OWNER).get(row).status_code == 200
    assert browser.get(row).status_code == 404


@pytest.mark.parametrize("role", OTHERS)
def test_for_the_others_no_export_holds_it(asked, signed_in, role):
    told = b"".join(signed_in(role).get("/clients/export.csv")).decode("utf-8-sig")
    row = next(one for one in csv.DictReader(StringIO(told)) if one["Client"] == asked.name)
    assert (row["Strong signs"], row["Points"]) == ("", "0.0")
    assert TITLE not in told


@pytest.mark.parametrize("role", OTHERS)
def test_for_the_others_no_program_reads_it(asked, signed_in, role):
    browser = signed_in(role)
    paths = (f"clients/{asked.pk}/dossier", f"clients/{asked.pk}/situations", f"clients/{asked.pk}/standings", f"clients/{asked.pk}/outlook", "standings", "reviews/latest")  # fmt: skip
    for path in paths:
        answered = browser.get(f"/api/v1/{path}")
        assert answered.status_code == 200, path
        assert WORDS not in answered.content.decode(), path
        assert '"unethical_conduct"' not in answered.content.decode(), path
    assert browser.get("/api/v1/reviews/latest").json()["named"] == 0
    assert browser.get("/api/v1/signs/unethical_conduct/occasions").status_code == 404
    assert browser.get("/api/v1/signs/unethical_conduct/totals").status_code == 404


def test_one_reads_what_one_wrote_down_oneself(asked, signed_in, people):
    own, row = people[Role.EMPLOYEE], record(signed_in(Role.OWNER), asked)
    fields = signed_in(Role.OWNER).get(row).context["fields"]
    own.staff_id = next(one.value for one in fields if one.name == "reported_by")
    own.save()
    assert own.staff_id
    assert signed_in(Role.EMPLOYEE).get(row).status_code == 200
