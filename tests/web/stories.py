"""What else happens in the made-up firm, so that every page has something to show: three endings, files, rules, letters."""

from contextlib import suppress
from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from amicable.decision.ladder import all_remedies
from amicable.offboarding.register import LONGEST_YEARS
from amicable.refusal import Refusal
from amicable.web.accounts.models import Person
from amicable.web.cases.actions import open_case
from amicable.web.cases.decisions.actions import Decided, decide
from amicable.web.cases.gates.actions import answer, override
from amicable.web.cases.models import Case
from amicable.web.cases.plans.actions import pass_over
from amicable.web.cases.readiness.gates import standing_of
from amicable.web.closing.models import Closing, Pack, Service
from amicable.web.closing.packs.actions import add_file
from amicable.web.closing.register import actions as register
from amicable.web.closing.store import kept
from amicable.web.frontline.actions import Told, log_incident
from amicable.web.parting.facts.actions import keep
from amicable.web.parting.models import Alternative, Referral
from amicable.web.parting.talk.actions import Planned, finish, plan
from amicable.web.portal.door import secret, visits
from amicable.web.portal.models import SECTIONS, Link, Release, Word
from amicable.web.portfolio.models import Client, Note, Track
from amicable.web.portfolio.queries import latest_review
from amicable.web.rights import Role
from tests.web.closings import begun
from tests.web.partings import FACTS

REASONS = "Invoices were paid a month late on average, and none of what we agreed on changed it."
TABLE = "Kunde;Beleg;Wann;Termin;Summe\n" + "".join(
    f"Wytwórnia Żółta;{n};0{n}/0{n + 1}/2026;1{n}.11.2026;{n}00,00\n" for n in range(1, 6)
)
RULE = {"name": "free-parking", "language": "en", "situation": "discount", "phrases": "(pay for|validate|cover) _ parking", "flags": "Will you pay for our parking again?", "passes": "We parked in front of the office.", "why": "", "keep": "yes"}  # fmt: skip
FORMS = (
    ("/api/tokens/", {"name": "Dashboard", "scopes": "clients:read", "days": "90"}),
    ("/api/webhooks/", {"url": "https://hooks.example/amicable", "events": "review.made"}),
    ("/people/invite/", {"email": "nele@example.com", "role": "employee"}),
    ("/rules/own/new/", RULE),
    ("/clients/views/", {"name": "Late payers of the shops", "question": "sign=late_payment"}),
    ("/criteria/keep/", {"set": "points=4", "reason": "Five named too few"}),
    ("/criteria/reviews/write/", {}),
    ("/criteria/quality/judge/", {}),
)
"""What people type, and where: the firm's own words, and what the program then does at length."""
UPLOAD = {"name": "unknown.csv", "mimeType": "text/csv", "buffer": TABLE.encode()}


def tell() -> None:
    """Write all of it down; once."""
    if Alternative.objects.exists():
        return
    people = {Role(one.role): one for one in Person.objects.order_by("-pk")}
    _alternatives(people[Role.OWNER])
    first, second, third = (one.client for one in latest_review().standings.order_by("-rank")[:3])
    _leaving(people, first)
    _planned(people, second)
    _left(people, third)
    for one in latest_review().standings.order_by("rank")[:2]:
        _told(people, one.client)


def visit(language: str) -> str:
    """The secret of a client's visit to the page of the one who leaves, in a language."""
    return visits.begin(Link.objects.latest("pk"), language, timezone.now())


def _decided(people, client: Client) -> Case:
    """A case in which everything was answered, let pass or tried, and it was decided."""
    owner = people[Role.OWNER]
    case = open_case(by=owner, client=client)
    for one in standing_of(case):
        if one.gate.question and not one.gate.confidential:
            answer(by=owner, case=case, gate=one.name, answer="no")
    for one in standing_of(case):
        if {"decide", "tell"} & set(one.blocks) and not one.gate.confidential:
            override(by=owner, case=case, gate=one.name, reason="Looked at in person.")
    for name in all_remedies():
        pass_over(by=owner, case=case, remedy=name, reason="Tried before; it did not last.")
    with suppress(Refusal):  # where the client gives no reason, the page shows what is missing
        decide(by=owner, case=case, decided=Decided("part_with_notice", REASONS, language="en", interest=""))
    return _in(case, "decided")


def _in(case: Case, state: str) -> Case:
    Case.objects.filter(pk=case.pk).update(state=state)
    return Case.objects.get(pk=case.pk)


def _planned(people, client: Client) -> Case:
    """A conversation tomorrow, and everything that the letter asks for."""
    case, owner = _decided(people, client), people[Role.OWNER]
    plan(by=owner, case=case, planned=Planned(speaker=owner, starts_at=timezone.now() + timedelta(days=1), place="Room 2"))  # fmt: skip
    case = Case.objects.get(pk=case.pk)
    keep(by=owner, case=case, content=FACTS | {"addressees": [{"name": "Osmund Carraway", "salutation": "Mr Carraway", "email": "osmund@carraway.example"}]})  # fmt: skip
    return case


def _leaving(people, client: Client) -> None:
    """An offboarding under way, with a page for the client, who has asked something."""
    today, now = timezone.localdate(), timezone.now()
    case, owner = _planned(people, client), people[Role.OWNER]
    finish(by=owner, case=case, outcome="told", told_on=today, heard=True, said="She took it calmly.")
    case = _in(case, "notice")
    closing = begun(people, case, told_on=today - timedelta(days=9), end_on=today + timedelta(days=40), successor="Nova", has_files=True)  # fmt: skip
    Service.objects.create(closing=closing, name="Payroll of the bakery", last_on=closing.end_on)
    _filed(people, closing)
    Referral.objects.create(case=case, alternative=Alternative.objects.first())
    account = {"en": {"columns": ["What", "Amount"], "rows": [["Work that is not done", "€120.00"], ["We pay back", "€120.00"]], "total_at": 1}}  # fmt: skip
    Release.objects.create(case=case, sections=list(SECTIONS), contact=owner, account=account, account_on=today, released_by="x")  # fmt: skip
    link = Link.objects.create(case=case, to_name="Ms Kowalska", to_email="k@example.net", language="en", digest=secret.digest(secret.fresh()), made_by="x", expires_at=now + timedelta(days=90))  # fmt: skip
    Word.objects.create(case=case, link=link, kind="question", text="Who does our payroll in December?")


def _filed(people, closing: Closing) -> None:
    now = timezone.now()
    file = SimpleUploadedFile("payslips-of-the-whole-last-year.pdf", b"%PDF-1.7 ")
    add_file(by=people[Role.OWNER], closing=closing, record_class="client_provided", file=file)
    Pack.objects.create(closing=closing, stored=kept(iter([b"files" * 9999])), files=3, made_by="x", released_at=now, expires_at=now + timedelta(days=30))  # fmt: skip


def _left(people, client: Client) -> None:
    """Somebody who left more than a year ago and is archived."""
    today = timezone.localdate()
    case = _in(_decided(people, client), "notice")
    closing = begun(people, case, told_on=today - timedelta(days=480), end_on=today - timedelta(days=400))
    closing.regret = {"3": {"again": "yes", "words": "Quieter weeks.", "by": "x"}}
    closing.save()
    case = _in(case, "archived")
    for reason in LONGEST_YEARS:
        register.enter(by=people[Role.OWNER], marks=[("email", f"{reason}@left.example")], reason=reason, until=today + timedelta(days=300), terms="Half in advance.", case=case)  # fmt: skip


def _alternatives(owner: Person) -> None:
    today = timezone.localdate()
    for name, good_for in (("Nova", "Payroll for small shops"), ("Stone & Co", "Yearly accounts of firms with up to fifty people")):  # fmt: skip
        Alternative.objects.create(name=name, good_for=good_for, contact="hello@nova.example", agreed_on=today, most_a_year=4, added_by=owner.email)  # fmt: skip


def _told(people, client: Client) -> None:
    """Notes, an incident, and a track that only the people named on it see."""
    owner, now = people[Role.OWNER], timezone.now()
    words = "I will ruin your name in this town, żółć và những điều khác."
    log_incident(by=owner, told=Told(client=client, kind="boundary", happened_on=now.date(), note=words), at=now)  # fmt: skip
    Note.objects.create(client=client, text="They had a hard year.", happened_on=date(2026, 5, 4), written_by=owner)  # fmt: skip
    Track.objects.create(client=client, title="What was said in May", opened_by=owner).people.add(owner)
