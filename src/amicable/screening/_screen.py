"""From what was seen to a way to begin; a rule that anybody can follow on paper, not a prediction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from amicable.i18n import N_
from amicable.screening._early import Early, all_early
from amicable.screening._measure import Measure, Side

COURSES = {
    "not_now": N_("Do not begin"),
    "on_terms": N_("Begin on terms, with a trial"),
    "ask_first": N_("Ask first"),
    "welcome": N_("Welcome them"),
}
WEIGHTS = {"no": 0.0, "a_little": 0.5, "yes": 1.0}
ENOUGH = 1.0
"""One clear sight, or two slight ones, are reason enough for terms."""
TOO_MUCH = 3.0
"""Three clear sights before anything is signed will not become fewer."""
BECAUSE = {
    "grave": N_("Something grave was seen. It does not get better with a signature."),
    "many": N_("Several signs were clear before anything was signed. They seldom become fewer."),
    "some": N_("Something was seen. Say it, write the terms down, and begin with a small piece of work."),
    "figures": N_("Their figures resemble clients whom you would not take again. Agree on the price and the hours first."),
    "unknown": N_("Too much is unknown. Ask before you promise anything."),
    "clear": N_("Nothing speaks against them. Tell them how you work, and begin."),
}  # fmt: skip


@dataclass(frozen=True)
class Screening:
    """The answer about one prospect."""

    course: str
    """A name of COURSES."""
    because: str
    seen: tuple[Early, ...]
    """Most clearly seen first."""
    to_ask: tuple[Early, ...]
    """What nobody has looked at yet."""
    clauses: tuple[str, ...]
    """Clauses that help against what was seen."""


def screened(answers: Mapping[str, str], measures: Sequence[Measure] = ()) -> Screening:
    """How to begin with a prospect, by what was seen of each early sign (a name of ANSWERS; absent: unknown)."""
    known = all_early().values()
    weight = {one.name: WEIGHTS.get(answers.get(one.name, "unknown")) for one in known}
    seen = tuple(sorted((one for one in known if weight[one.name]), key=lambda one: -(weight[one.name] or 0)))
    to_ask = tuple(one for one in known if weight[one.name] is None)
    course, because = _course(
        seen,
        weight,
        mostly_unknown=len(to_ask) * 2 > len(weight),
        like_others=_resembles_others(measures),
    )
    clauses = tuple(dict.fromkeys(("exit", *(one.clause for one in seen))))
    return Screening(course, BECAUSE[because], seen, to_ask, clauses)


def _course(
    seen: Sequence[Early], weight: Mapping[str, float | None], *, mostly_unknown: bool, like_others: bool
) -> tuple[str, str]:
    sum_ = sum(weight[one.name] or 0 for one in seen)
    if any(one.grave and weight[one.name] == WEIGHTS["yes"] for one in seen):
        return "not_now", "grave"
    if sum_ >= TOO_MUCH:
        return "not_now", "many"
    if mostly_unknown:
        return "ask_first", "unknown"
    if sum_ >= ENOUGH or any(one.grave for one in seen):
        return "on_terms", "some"
    return ("on_terms", "figures") if like_others else ("welcome", "clear")


def _resembles_others(measures: Sequence[Measure]) -> bool:
    sides = [one.side for one in measures]
    return sides.count(Side.NON_IDEAL) > sides.count(Side.IDEAL)
