"""Everything that is known of a case when somebody wants to move it."""

from collections.abc import Callable, Collection

from amicable.decision.path import Held
from amicable.web.cases import queries
from amicable.web.cases.models import Case
from amicable.web.cases.readiness.gates import standing_of
from amicable.web.cases.readiness.rungs import untried


def held(case: Case, *, reason: str = "", done: Collection[str] = ()) -> Held:
    """What is known of the case now; `done`: needs that the caller has seen to."""
    return Held(
        state=case.state,
        before=case.before,
        gates={one.name: one.blocks for one in standing_of(case) if one.stands},
        rungs=untried(case),
        done=frozenset({*done, *_known(case), *({"reason"} if reason.strip() else ())}),
    )


def _known(case: Case) -> frozenset[str]:
    record = queries.pending(case)
    tests: dict[str, Callable[[], bool]] = {
        "plan": lambda: case.plans.filter(outcome__in=("", "too_early")).exists(),
        "record": lambda: record is not None,
        "signature": lambda: record is not None and queries.is_signed(record),
    }
    return frozenset(name for name, is_there in tests.items() if is_there())
