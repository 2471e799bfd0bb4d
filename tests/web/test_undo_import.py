"""An import is taken back from the screen: told before, done at one stroke, seen by everybody."""

import pytest
from django.utils import timezone

from amicable.engines.ledger import FileRecord, Ledger
from amicable.web.diary.models import Entry
from amicable.web.frontline import entering
from amicable.web.intake import queries
from amicable.web.portfolio.models import Client, Review, Standing
from amicable.web.rights import Role

from .test_intake import TOGGL, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(empty_ledger, signed_in):
    return signed_in(Role.OWNER)


@pytest.fixture
def imported(owner):
    """Imports a file and gives the import's id."""

    def _imported(content: str) -> str:
        page = owner.post("/intake/files/", {"files": [sent("hours.csv", content)]}, follow=True)
        page = owner.post(f"/intake/files/{page.context['upload'].pk}/enter/", follow=True)
        return page.context["import_ids"][0]

    return _imported


def hours(ledger) -> int:
    return Ledger.open(ledger).rows()["time_entries"]


def test_what_will_go_is_told_before_anything_does(imported, owner, empty_ledger):
    page = owner.get(f"/intake/imports/{imported(TOGGL)}/undo/")
    assert page.context["undoing"].tables["time_entries"].goes == 2
    assert "Take back" in page.content.decode()
    assert hours(empty_ledger) == 2


def test_confirmed_its_rows_go_the_review_follows_and_the_diary_tells(imported, owner, empty_ledger):
    imported(TOGGL)
    second = imported(TOGGL.replace("Acme", "Brightwater").replace("2024-03", "2024-04"))
    assert hours(empty_ledger) == 4
    undoing = owner.get(f"/intake/imports/{second}/undo/").context["undoing"]
    page = owner.post(f"/intake/imports/{second}/undo/", follow=True)
    assert page.context["undone_at"]
    assert "taken back" in page.content.decode()
    assert hours(empty_ledger) == 2
    latest = Review.objects.order_by("-made_at").first()
    assert [standing.name for standing in Standing.objects.filter(review=latest)] == ["Acme"]
    told = Entry.objects.get(act="intake.undone").told
    assert told == {"rows": undoing.goes, "back": undoing.returns}
    assert "taken back" in owner.get("/intake/").content.decode()


def test_a_second_time_is_refused_with_a_sentence_and_harmless(imported, owner, empty_ledger):
    only = imported(TOGGL)
    owner.post(f"/intake/imports/{only}/undo/")
    page = owner.post(f"/intake/imports/{only}/undo/", follow=True)
    assert "taken back before" in page.content.decode()
    assert Entry.objects.filter(act="intake.undone").count() == 1
    assert not any(Ledger.open(empty_ledger).rows().values())
    assert Client.objects.exists()


def test_the_same_files_can_be_imported_again(imported, owner, empty_ledger):
    owner.post(f"/intake/imports/{imported(TOGGL)}/undo/")
    imported(TOGGL)
    assert hours(empty_ledger) == 2


def test_an_auditor_may_look_and_not_undo(imported, signed_in, empty_ledger):
    only = imported(TOGGL)
    auditor = signed_in(Role.AUDITOR)
    assert auditor.get(f"/intake/imports/{only}/").status_code == 200
    assert auditor.post(f"/intake/imports/{only}/undo/").status_code == 403
    assert hours(empty_ledger) == 2


def test_an_import_that_never_was_does_not_exist(owner):
    assert owner.get("/intake/imports/20240101T000000-none/").status_code == 404
    assert owner.post("/intake/imports/20240101T000000-none/undo/").status_code == 404


def test_what_people_wrote_down_here_is_not_taken_back_but_corrected_where_it_was_written(
    owner, empty_ledger
):
    assert queries.FRONT_LINE == entering.SOURCE
    with Ledger.open(empty_ledger).importing(at=timezone.now()) as batch:
        batch.record(FileRecord(entering.SOURCE, "digest", entering.SOURCE))
    address = f"/intake/imports/{batch.import_id}/"
    assert "undo/" not in owner.get(address).content.decode()
    page = owner.post(f"{address}undo/", follow=True)
    assert "wrote down" in page.content.decode()
    assert batch.import_id in Ledger.open(empty_ledger).manifest.imports
