"""Who is the same client: one question each, answers that hold, and can be undone."""

import pytest

from amicable.engines.ledger import Ledger
from amicable.web.diary.models import Entry
from amicable.web.intake.models import Comparison, Pair
from amicable.web.portfolio.models import Client
from amicable.web.rights import Role

from .test_intake import TOGGL, sent

pytestmark = pytest.mark.django_db

HARVEST = """Date,Client,Project,Project Code,Task,Notes,Hours,Billable?,Invoiced?,First Name,Last Name,Roles,Employee?,Billable Rate,Billable Amount,Cost Rate,Cost Amount,Currency,External Reference URL
2024-03-05,{name},Books,,Closing,,1.5,Yes,No,Ann,Lee,,Yes,0,0,0,0,EUR,
"""


@pytest.fixture
def owner(empty_ledger, signed_in):
    return signed_in(Role.OWNER)


@pytest.fixture
def asked(owner):
    """Two files that write one client differently; the pair that a person is asked about."""
    for name, content in (
        ("toggl.csv", TOGGL.replace("Acme", "Meridian Consulting Group")),
        ("harvest.csv", HARVEST.format(name="Meridian Consultng Group")),
    ):
        page = owner.post("/intake/files/", {"files": [sent(name, content)]}, follow=True)
        owner.post(f"/intake/files/{page.context['upload'].pk}/enter/")
    return Pair.objects.get()


def aliases(ledger) -> dict[str, str]:
    rows = Ledger.open(ledger).links().to_pylist()
    return {row["alias"]: row["client_id"] for row in rows if row["how"] not in ("rejected", "split")}


def test_after_an_import_the_doubtful_pair_stands_there_with_reasons_and_keys(asked, owner):
    page = owner.get("/intake/same/")
    assert "1 pair may be the same client" in page.content.decode()
    (_, reasons), *_ = page.context["pairs"]
    assert any("alike" in sentence for sentence, _ in reasons)
    for key in "yns":
        assert f'data-key="{key}"' in page.content.decode()
    assert "1 pair may be the same client" in owner.get("/intake/").content.decode()


def test_the_same_client_lives_on_as_one_everywhere(asked, owner, empty_ledger):
    page = owner.post(f"/intake/same/{asked.pk}/", {"verdict": "same"}, follow=True)
    assert "one client from now on" in page.content.decode()
    assert len(aliases(empty_ledger)) == 1
    ((alias, survivor),) = aliases(empty_ledger).items()
    assert Client.objects.get(client_id=alias).survivor == Client.objects.get(client_id=survivor)
    entry = Entry.objects.get(act="intake.merged")
    assert (entry.by, entry.about) == ("ona@example.com", f"client:{survivor}")
    assert not Pair.objects.exists()


def test_a_link_is_split_again_and_not_made_anew(asked, owner, empty_ledger):
    owner.post(f"/intake/same/{asked.pk}/", {"verdict": "same"})
    ((alias, _),) = aliases(empty_ledger).items()
    page = owner.post("/intake/same/links/split/", {"alias": alias}, follow=True)
    assert "client of its own again" in page.content.decode()
    assert aliases(empty_ledger) == {}
    assert Client.objects.exclude(survivor=None).count() == 0
    owner.post("/intake/same/compare/")
    assert not Pair.objects.exists()
    assert Entry.objects.filter(act="intake.split").count() == 1


def test_two_clients_are_not_asked_about_again_but_may_be_joined_after_all(asked, owner, empty_ledger):
    a, b = asked.a, asked.b
    owner.post(f"/intake/same/{asked.pk}/", {"verdict": "different"})
    owner.post("/intake/same/compare/")
    assert not Pair.objects.exists()
    assert Entry.objects.get(act="intake.kept_apart").by == "ona@example.com"
    assert "two clients" in owner.get("/intake/same/links/").content.decode()
    owner.post("/intake/same/links/join/", {"a": a, "b": b})
    assert len(aliases(empty_ledger)) == 1


def test_what_is_put_off_comes_last_and_stays_so_after_a_comparison(asked, owner):
    Pair.objects.create(a="x:1", b="x:2", name_a="One", name_b="Two", certainty=0.1)
    owner.post(f"/intake/same/{asked.pk}/", {"verdict": "later"})
    assert [pair.a for pair in Pair.objects.all()] == ["x:1", asked.a]
    owner.post("/intake/same/compare/")
    assert Pair.objects.get().postponed_at is not None
    assert Comparison.objects.count() == 1


def test_a_pair_that_is_gone_and_a_senseless_verdict_do_not_exist(asked, owner):
    assert owner.post("/intake/same/999999/", {"verdict": "same"}).status_code == 404
    assert owner.post(f"/intake/same/{asked.pk}/", {"verdict": "perhaps"}).status_code == 404


def test_a_pair_that_was_decided_elsewhere_is_told_and_forgotten(asked, owner, empty_ledger):
    from django.utils import timezone

    from amicable.engines.linkage import confirm

    confirm(Ledger.open(empty_ledger), asked.a, asked.b, by="cli", at=timezone.now())
    page = owner.post(f"/intake/same/{asked.pk}/", {"verdict": "same"}, follow=True)
    assert "the same client already" in page.content.decode()
    assert not Pair.objects.exists()


def test_splitting_what_is_not_linked_is_refused_with_a_sentence(owner):
    page = owner.post("/intake/same/links/split/", {"alias": "x:1"}, follow=True)
    assert "not linked" in page.content.decode()


def test_an_auditor_reads_the_questions_and_answers_none(asked, signed_in):
    auditor = signed_in(Role.AUDITOR)
    page = auditor.get("/intake/same/")
    assert page.status_code == 200
    assert 'name="verdict"' not in page.content.decode()
    assert auditor.post(f"/intake/same/{asked.pk}/", {"verdict": "same"}).status_code == 403
