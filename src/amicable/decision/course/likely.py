"""From the outlook of each sign to the chances that a course is made from."""

from collections.abc import Collection, Mapping, Sequence

from amicable.decision.course.values import Chance
from amicable.decision.outlook import Chance as Forecast
from amicable.decision.outlook import SignOutlook

MONTHS = 6


def likely(
    outlook: Sequence[SignOutlook], signs: Collection[str]
) -> tuple[Chance | None, Mapping[str, Chance]]:
    """How likely the `signs` are all gone in six months: by themselves, and with each remedy.

    Signs of one client go together more often than chance would have it, so the least likely of them stands for all.
    By themselves: None where any of them has no outlook, since that one may stay.
    """
    known = [one for one in outlook if one.sign.name in signs and one.chances]
    alone = (
        _least([one.chances[MONTHS] for one in known]) if known and len(known) == len(set(signs)) else None
    )
    # a sign that does not show at present needs no remedy, and has none
    with_each: dict[str, list[Forecast]] = {}
    for one in known:
        for each in one.remedies:
            with_each.setdefault(each.recovery.remedy, []).append(each.chances[MONTHS])
    return alone, {name: _least(some) for name, some in with_each.items()}


def _least(chances: Sequence[Forecast]) -> Chance:
    least = min(chances, key=lambda one: one.probability)
    return Chance(
        min(least.low, least.probability), least.probability, max(least.high, least.probability), least.by
    )
