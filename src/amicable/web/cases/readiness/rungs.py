"""The ladder of a case: which remedies its signs leave open, which were tried or passed over."""

from collections.abc import Iterator
from dataclasses import dataclass

from amicable.decision.course import OWN_PART
from amicable.decision.ladder import Outcome, Remedy, Tried, all_remedies, behind, open_rungs
from amicable.signs import Gravity, all_signs
from amicable.web.cases import queries
from amicable.web.cases.evidence.words import content
from amicable.web.cases.models import Case, FrozenFact, PassedOver, Plan

OUTCOMES = {
    "": Outcome.TOO_EARLY,
    "too_early": Outcome.TOO_EARLY,
    "improved": Outcome.IMPROVED,
    "not_improved": Outcome.NOT_IMPROVED,
}


@dataclass(frozen=True)
class Rung:
    """One remedy, and how far it was taken."""

    remedy: Remedy
    plans: tuple[Plan, ...]
    passed: PassedOver | None

    @property
    def status(self) -> str:
        """One of running, worked, tried, passed, open."""
        found = {one.outcome for one in self.plans}
        if found & {"", "too_early"}:
            return "running"
        if "not_improved" in found:
            return "tried"
        if self.passed:
            return "passed"
        return "worked" if "improved" in found else "open"


def counted(case: Case) -> list[dict[str, object]]:
    """Findings that count, as they were frozen last."""
    frozen = queries.latest_frozen(case)
    facts = FrozenFact.objects.filter(frozen=frozen, kind="finding") if frozen else ()
    return [values for values in map(content, facts) if values["counts"]]


def families(case: Case) -> frozenset[str]:
    """Families of the findings that count."""
    return frozenset(str(one["family"]) for one in counted(case))


def is_grave(case: Case) -> bool:
    """Whether a grave sign counts: safety goes before the ladder."""
    known = all_signs()
    names = (str(one["sign"]) for one in counted(case))
    return any(name in known and known[name].gravity is Gravity.GRAVE for name in names)


def tried(case: Case) -> tuple[Tried, ...]:
    """What was tried and what was skipped, as the ladder of the domain understands it."""
    return tuple(_tried(case))


def _tried(case: Case) -> Iterator[Tried]:
    for one in case.plans.all():
        if one.outcome in OUTCOMES:
            yield Tried(one.remedy, OUTCOMES[one.outcome])
    for passed in case.passed_over.all():
        yield Tried(passed.remedy, Outcome.SKIPPED, passed.reason)


def by_people(case: Case) -> tuple[Tried, ...]:
    """The same without the rung that the records took when they were frozen: by today's records it may be open again."""
    return tuple(one for one in tried(case) if one.reason != OWN_PART)


def ladder(case: Case) -> list[Rung]:
    """Every remedy that can mend a sign of the case, and those that were tried, the mildest first."""
    fitting = families(case)
    plans = list(case.plans.select_related("person"))
    passed = {one.remedy: one for one in case.passed_over.all()}
    written = {one.remedy for one in plans} | passed.keys()
    return [
        Rung(one, tuple(plan for plan in plans if plan.remedy == one.name), passed.get(one.name))
        for one in all_remedies().values()
        if one.fits(fitting) or one.name in written
    ]


def untried(case: Case) -> frozenset[str]:
    """Remedies that are neither behind us nor passed over with a reason; none where a grave sign counts."""
    if is_grave(case):
        return frozenset()
    return frozenset(one.name for one in open_rungs(tried(case), families(case)))


def is_behind(case: Case, remedy: str) -> bool:
    """Whether a remedy was tried without success, or passed over."""
    return remedy in behind(tried(case))
