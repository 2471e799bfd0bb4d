"""Reading about cases: which ones a person sees, in which order; what plans have taught."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from amicable.decision.outlook import ClosedPlan
from amicable.decision.path import ENDING, OVER, STATES, bearable
from amicable.web.accounts.models import Person
from amicable.web.cases.models import Case, CaseRules, DecisionRecord, Frozen, Plan
from amicable.web.portfolio.models import Client
from amicable.web.portfolio.queries import active, latest_review
from amicable.web.rights import ALL_CLIENTS, DECIDE

ORDERS = {
    "moved": ("-moved_at", "-pk"),
    "opened": ("-opened_at", "-pk"),
    "client": ("client__name", "pk"),
    "state": ("state", "-moved_at"),
    "lead": ("led_by__name", "-moved_at"),
}
GROUPS = {
    "": Q(),
    "current": ~Q(state__in=sorted(OVER)),
    "ending": Q(state__in=sorted(ENDING)),
    "over": Q(state__in=sorted(OVER)),
}
LONGEST = 200


@dataclass(frozen=True)
class Question:
    """What a person asks the list of cases."""

    words: str = ""
    state: str = ""
    """A state, or a group of states."""
    order: str = "moved"
    mine: bool = False


def question(asked: Mapping[str, str]) -> Question:
    """The question in an address; what makes no sense is left out."""
    state, order = asked.get("state", ""), asked.get("order", "moved")
    return Question(
        words=asked.get("q", "").strip()[:LONGEST].replace("\0", ""),
        state=state if state in {*STATES, *GROUPS} else "",
        order=order if order in ORDERS else "moved",
        mine="mine" in asked,
    )


def cases_seen_by(person: Person) -> QuerySet[Case]:
    """Cases of the clients that the person sees."""
    found = Case.objects.select_related("client", "led_by")
    return found if person.sees_all_clients else found.filter(client__assignments__person=person)


def case_seen_by(person: Person, number: int) -> Case:
    """The case of this number; one the person may not see does not exist for them."""
    found: Case | None = cases_seen_by(person).filter(pk=number).first()
    if not found:
        raise Http404
    return found


def listed(person: Person, asked: Question) -> QuerySet[Case]:
    """The cases that the person asks for."""
    found = cases_seen_by(person)
    if asked.words:
        found = found.filter(client__name__icontains=asked.words)
    if asked.mine:
        found = found.filter(led_by=person)
    group = GROUPS.get(asked.state)
    found = found.filter(group) if group is not None else found.filter(state=asked.state)
    return found.order_by(*ORDERS[asked.order])


def counted(person: Person) -> dict[str, int]:
    """How many cases there are in each state."""
    rows = cases_seen_by(person).order_by().values("state").annotate(count=Count("pk"))
    return {row["state"]: row["count"] for row in rows}


def case_of(person: Person, client: Client) -> Case | None:
    """The latest case of a client, as far as the person sees it."""
    seen: Case | None = cases_seen_by(person).filter(client=client).order_by("-pk").first()
    return seen


def latest_frozen(case: Case) -> Frozen | None:
    """The evidence as it was frozen last."""
    found: Frozen | None = case.frozen.first()
    return found


def rules() -> CaseRules:
    """What the firm asks of every case."""
    return CaseRules.objects.first() or CaseRules(pk=1)


def under_way() -> int:
    """How many endings are under way now."""
    return Case.objects.filter(state__in=sorted(ENDING)).count()


def most_at_once() -> int:
    """How many endings the firm carries at once."""
    review = latest_review()
    return bearable(active(review) if review else 0)


def people_who_decide() -> QuerySet[Person]:
    """Owners and managers who can sign in."""
    return Person.objects.filter(role__in=sorted(DECIDE.writes), is_active=True)


def pending(case: Case) -> DecisionRecord | None:
    """The decision record that waits for a second person, or that the case was decided by."""
    latest: DecisionRecord | None = case.records.filter(
        kind__in=("decision", "declined", "taken_back")
    ).first()
    return latest if latest and latest.kind == "decision" else None


def signature(record: DecisionRecord) -> DecisionRecord | None:
    """By whom a decision was signed as the second person."""
    found: DecisionRecord | None = record.case.records.filter(
        kind="signature", number__gt=record.number
    ).first()
    return found


def is_signed(record: DecisionRecord) -> bool:
    """Whether everybody has signed who has to: a second person only where the firm or a gate asks."""
    return not json.loads(record.content)["second_signature"] or signature(record) is not None


def involved(case: Case) -> set[str]:
    """Who had a part in the case: opened it, leads it, decided, signed or let a gate pass."""
    written = case.records.filter(kind__in=("decision", "signature", "declined")).values_list("by", flat=True)
    passed = case.overrides.filter(track=None).values_list("by__email", flat=True)
    return {case.led_by.email, case.opened_by.email, *written, *passed}


def sees_client(person: Person, client: Client) -> bool:
    """Whether the person sees the client at all."""
    return person.role in ALL_CLIENTS or client.assignments.filter(person=person).exists()


def closed_plans() -> Iterator[ClosedPlan]:
    """What the firm's own plans have taught: for the outlook with each remedy."""
    rows = Plan.objects.filter(outcome__in=("improved", "not_improved")).order_by("pk")
    for remedy, sign, outcome in rows.values_list("remedy", "sign", "outcome"):
        yield ClosedPlan(remedy, sign, outcome == "improved")
