"""A confidential gate: for whoever is not named on its track nothing anywhere tells of it, whatever their role."""

import io
import re
from zipfile import ZipFile

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone
from pypdf import PdfReader

from amicable.decision.gates import all_gates
from amicable.web.accounts.models import Person
from amicable.web.cases.decisions import actions
from amicable.web.cases.decisions.actions import Decided
from amicable.web.cases.decisions.sealing import verify
from amicable.web.cases.gates.actions import NotOnATrack, answer, override, review_override
from amicable.web.cases.models import Case, DecisionRecord
from amicable.web.cases.moving import OnlyTheLead
from amicable.web.cases.plans.actions import pass_over
from amicable.web.cases.readiness.gates import standing_of
from amicable.web.cases.readiness.rungs import untried
from amicable.web.diary.acts import sentence
from amicable.web.diary.models import Entry
from amicable.web.parting.talk.actions import finish
from amicable.web.portfolio.models import Assignment, Client, Track
from amicable.web.rights import Role
from tests.web.closings import begun
from tests.web.partings import decided, planned, records

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_ledger")]
GATE = "confidential_suspicion"
NOTE = "Cash in small notes, thrice."
WHY = "The authority agreed on the fourth."
TITLE = "Cash of March"


@pytest.fixture
def case(people) -> Case:
    """A case that the owner leads."""
    client = Client.objects.create(client_id="own:1", name="Vermell Foods")
    Assignment.objects.create(person=people[Role.EMPLOYEE], client=client, made_by="test")
    return Case.objects.create(client=client, led_by=people[Role.OWNER], opened_by=people[Role.OWNER])


@pytest.fixture
def second(people) -> Person:
    """Another manager, named on the track."""
    return Person.objects.create_user(
        "mia@example.com", "a long enough password", name="Mia", role=Role.MANAGER
    )


@pytest.fixture
def track(case, people, second) -> Track:
    """The manager's own track, with the gate answered there, let pass and looked at."""
    made = Track.objects.create(client=case.client, title=TITLE, opened_by="max@example.com")
    made.people.set({people[Role.MANAGER], second})
    answer(by=people[Role.MANAGER], case=case, gate=GATE, answer="yes", note=NOTE, track=made)
    return made


def clear(case, by):
    for one in standing_of(case):
        if one.gate.question and not one.gate.confidential:
            answer(by=by, case=case, gate=one.name, answer="no")
    for name in untried(case):
        pass_over(by=by, case=case, remedy=name, reason="Tried in the years before.")


def decide(case, by):
    case.refresh_from_db()
    said = Decided(
        course="part_with_notice", reasons="Hours were three times the plan.", language="en", interest=""
    )
    return actions.decide(by=by, case=case, decided=said)


def addresses(resolver: URLResolver, case: Case, before: str = "/"):
    """Every address of the product that can be read, about this case and its client where it asks for a number."""
    for one in resolver.url_patterns:
        path = before + re.sub(r"[\^$]|\\Z", "", str(one.pattern))
        if isinstance(one, URLResolver):
            yield from addresses(one, case, path)
        elif isinstance(one, URLPattern):
            number = case.pk if "/cases/" in path else case.client_id
            path = re.sub(r"<int:number>", str(number), path)
            yield from filled(path)


FILLED = {
    "<str:gate>": (GATE,),
    "<str:form>": ("pdf", "docx", "eml", "txt", "csv"),
    "<str:sheet>": ("words", "people"),
    "<int:place>": ("0",),
}
"""What stands for a part of an address; for any other a number does."""


def filled(path: str) -> list[str]:
    """The addresses that a pattern stands for."""
    for name, values in FILLED.items():
        if name in path:
            return [one for value in values for one in filled(path.replace(name, value))]
    return [re.sub(r"<[^>]+>", "1", path)]


def test_nothing_that_can_be_read_tells_others_of_it(case, track, people, second, signed_in):
    manager = people[Role.MANAGER]
    clear(case, manager)
    Person.objects.filter(pk=second.pk).update(role=Role.OWNER)
    second.refresh_from_db()
    found = override(by=second, case=case, gate=GATE, reason=WHY, track=track)
    review_override(by=manager, override=found)
    record = decide(case, manager)
    secrets = (GATE, all_gates()[GATE].title, NOTE, WHY, TITLE, all_gates()[GATE].question)
    named = signed_in(Role.MANAGER).get(f"/cases/{case.pk}/gates/").content.decode()
    assert NOTE in named
    assert not any(secret in record.content for secret in secrets)
    assert len(read_by_others(case, signed_in, secrets)) > 60


def test_nothing_of_an_ending_under_way_tells_others_of_it(people, second, settings, tmp_path, signed_in):
    """Conversation, letter and its files, offboarding, tasks, money, register, retention, the client's page."""
    manager = people[Role.MANAGER]
    records(settings, tmp_path / "ledger")
    case = planned(decided(manager), manager)
    track = Track.objects.create(client=case.client, title=TITLE, opened_by=manager.email)
    track.people.set({manager, second})
    answer(by=manager, case=case, gate=GATE, answer="yes", note=NOTE, track=track)
    Person.objects.filter(pk=second.pk).update(role=Role.OWNER)
    second.refresh_from_db()
    passed = override(by=second, case=case, gate=GATE, reason=WHY, track=track)
    review_override(by=manager, override=passed)
    finish(by=manager, case=case, outcome="told", told_on=timezone.localdate(), heard=True, said="")
    begun(people, Case.objects.get(pk=case.pk))
    secrets = (GATE, all_gates()[GATE].title, NOTE, WHY, TITLE, all_gates()[GATE].question)
    read = read_by_others(case, signed_in, secrets)
    seen = {path.rpartition(f"/cases/{case.pk}/")[2] for path in read}
    assert {"conversation/", "letter/", "letter/0.pdf", "letter/0.docx", "offboarding/"} <= seen


def read_by_others(case, signed_in, secrets) -> set[str]:
    """Every address that people not named on the track can read; none of them holds a secret."""
    read = set()
    for role in (Role.OWNER, Role.AUDITOR, Role.COORDINATOR, Role.EMPLOYEE):
        browser = signed_in(role)
        for path in addresses(get_resolver(), case):
            if path.startswith(("/account/", "/static/")):
                continue
            page = browser.get(path)
            if page.status_code == 200:
                read.add(path)
                text = words_of(b"".join(page) if page.streaming else page.content)
                assert not [one for one in secrets if one in text and not catalogue_of_all(path)], (role, path)  # fmt: skip
    return read


def words_of(content: bytes) -> str:
    """What can be read in a page or file: in PDF, and in what is packed, too."""
    if content.startswith(b"%PDF"):
        return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    if content.startswith(b"PK"):
        with ZipFile(io.BytesIO(content)) as packed:
            return " ".join(words_of(packed.read(name)) for name in packed.namelist())
    return content.decode(errors="replace")


def catalogue_of_all(path: str) -> bool:
    """Pages that describe the product itself: they name every gate there is, on no client."""
    return path.startswith("/api/v1/docs") or path.endswith("openapi.json")


def test_the_diary_says_no_more_than_that_a_track_was_changed(case, track):
    said = {sentence(entry) for entry in Entry.objects.all()}
    assert said == {"A confidential track was changed.", "Max now leads the case about Vermell Foods."}


def test_from_then_on_somebody_named_leads_and_others_are_told_only_that(case, track, people):
    clear(case, people[Role.MANAGER])
    case.refresh_from_db()
    assert case.led_by == people[Role.MANAGER]
    with pytest.raises(OnlyTheLead, match="who leads the case"):
        decide(case, people[Role.OWNER])


def test_a_record_that_waits_is_taken_back_in_the_name_of_the_lead(case, people, second):
    owner = people[Role.OWNER]
    clear(case, owner)
    said = Decided(
        course="part_with_notice",
        reasons="Hours were three times the plan.",
        language="en",
        interest="",
        second_person=True,
    )
    actions.decide(by=owner, case=case, decided=said)
    made = Track.objects.create(client=case.client, title=TITLE, opened_by="max@example.com")
    made.people.set({people[Role.MANAGER]})
    answer(by=people[Role.MANAGER], case=case, gate=GATE, answer="yes", track=made)
    with pytest.raises(actions.NothingToSign):
        actions.sign(by=second, case=case)
    assert [one.kind for one in DecisionRecord.objects.all()] == ["taken_back", "decision"]


def test_a_record_has_an_annex_whether_or_not_it_holds_anything(case, people):
    clear(case, people[Role.OWNER])
    decide(case, people[Role.OWNER])
    record = DecisionRecord.objects.get()
    assert len(record.apart) == 64
    assert verify().holds


def test_it_is_answered_on_a_track_alone_and_only_by_those_named_on_it(case, people, track):
    for wrong in (None, track):
        with pytest.raises(NotOnATrack):
            answer(by=people[Role.OWNER], case=case, gate=GATE, answer="no", track=wrong)


@pytest.mark.parametrize("role", [Role.OWNER, Role.AUDITOR, Role.COORDINATOR])
def test_counts_are_the_same_as_without_it(case, track, people, role, signed_in):
    browser = signed_in(role)
    with_it = browser.get(f"/cases/{case.pk}/gates/").context
    assert with_it["all"] == len([one for one in all_gates().values() if not one.confidential])
