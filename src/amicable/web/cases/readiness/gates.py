"""How the gates of a case stand: told from the records, and from what people answered."""

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from django.conf import settings
from django.utils import timezone

from amicable.decision import gates as domain
from amicable.decision.circumstances import Circumstances, circumstances
from amicable.decision.gates import Gate, GateStanding
from amicable.duties import Pack, in_force, usual
from amicable.web.accounts.models import Person
from amicable.web.cases.models import Case, GateAnswer, Override
from amicable.web.portfolio.models import Track
from amicable.web.portfolio.reviewing import NoFacts, holding, ledger, version
from amicable.web.rendering import firm


@dataclass(frozen=True)
class Stood:
    """One gate of a case: how it stands, and what people wrote down about it."""

    standing: GateStanding
    answer: GateAnswer | None
    override: Override | None
    """The last one, if no answer has ended it."""
    today: date

    @property
    def name(self) -> str:
        """The gate's name."""
        return self.standing.gate.name

    @property
    def gate(self) -> Gate:
        """The gate itself."""
        return self.standing.gate

    @property
    def stands(self) -> bool:
        """Whether it forbids anything now."""
        return self.standing.state in ("ask", "blocks", "cooling")

    @property
    def blocks(self) -> frozenset[str]:
        """What it forbids now."""
        return self.gate.blocks if self.stands else frozenset()

    @property
    def asks_for_a_second_person(self) -> bool:
        """Whether the decision itself needs a second signature because of it."""
        return self.gate.second_reviewer and self.standing.state in ("blocks", "cooling", "overridden")

    @property
    def waits_for_review(self) -> bool:
        """Whether somebody let it pass and a second person has not looked yet."""
        return bool(self.override and self.gate.second_reviewer and not self.override.reviewed_by_id)

    @property
    def days_left(self) -> int:
        """Days until an override counts."""
        return (self.standing.until - self.today).days if self.standing.until else 0


def packs() -> dict[str, Pack]:
    """The policy packs of this firm, by name."""
    return dict(in_force(settings.DEPLOYMENT.ledger))


def usual_pack(kind: str) -> str:
    """Name of the pack with which a case about this kind of client begins."""
    here = firm()
    return usual(packs(), country=here.country, profession=here.profession, kind=kind).name


def pack_of(case: Case) -> Pack:
    """The duties that hold for the case, as the firm has them; the usual ones where its pack was taken away since."""
    known = packs()
    return known.get(case.pack) or known[usual_pack("")]


def answered(case: Case) -> dict[str, object]:
    """What people answered to the gates of a case, those on confidential tracks left out."""
    return {one.gate: _given(one) for one in _latest(case).values() if one.track_id is None}


def around(case: Case) -> Circumstances:
    """The circumstances of the client today, from its records and from the answers."""
    told = replace(
        _from_records(version(ledger()), case.client.client_id),
        as_of=timezone.localdate(),
        answers={one.gate: _given(one) for one in _latest(case).values()},
    )
    pack = packs().get(case.pack)
    return told.under(pack) if pack else replace(told, pack_name=case.pack)


@lru_cache(maxsize=128)  # the same records tell the same, and every page of a case asks
def _from_records(_version: str, client_id: str) -> Circumstances:
    """What the records alone tell; nothing where they do not know the client."""
    try:
        with holding() as held:
            place = held.answer.position(client_id)
            if place >= 0:
                return circumstances(held.answer, place, {})
    except NoFacts:
        pass
    return Circumstances(date.min, client_id)


def standing_of(case: Case) -> tuple[Stood, ...]:
    """Every gate of the case, those on confidential tracks too: for the product itself, never to be shown as it is."""
    answers, passed = _latest(case), _passed(case)
    found = domain.standing(around(case), [_domain(one) for one in passed.values()], confidential=True)
    today = timezone.localdate()
    return tuple(Stood(one, answers.get(one.gate.name), passed.get(one.gate.name), today) for one in found)


def seen_by(person: Person, case: Case, stood: tuple[Stood, ...]) -> tuple[Stood, ...]:
    """Those of them that the person may know of."""
    tracks = set(Track.objects.filter(client=case.client, people=person).values_list("pk", flat=True))
    return tuple(one for one in stood if _is_for(person, case, one, tracks))


def _is_for(person: Person, case: Case, one: Stood, tracks: set[int]) -> bool:
    if not one.gate.confidential:
        return True
    if one.answer:
        return one.answer.track_id in tracks
    return bool(tracks) or (case.led_by_id == person.pk and one.standing.mandatory)


def _given(one: GateAnswer) -> object:
    return (one.on or True) if one.answer == "yes" else False if one.answer == "no" else None


def _latest(case: Case) -> dict[str, GateAnswer]:
    rows = case.answers.select_related("by").order_by("pk")
    return {one.gate: one for one in rows}


def _passed(case: Case) -> dict[str, Override]:
    """The last override of each gate that no later answer has ended."""
    answers = _latest(case)
    rows = case.overrides.select_related("by", "reviewed_by").order_by("pk")
    return {one.gate: one for one in rows if one.gate not in answers or answers[one.gate].at < one.at}


def _domain(one: Override) -> domain.Override:
    second = one.reviewed_by.email if one.reviewed_by else ""
    return domain.Override(
        one.gate, one.by.email, one.by.role, one.reason, timezone.localdate(one.at), second
    )
