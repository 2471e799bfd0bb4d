"""Where policy packs contradict one another, what each says, and which choice keeps the firm safe."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from amicable.duties.pack import CHANNELS, RECORDS, Pack, Reason, Rule
from amicable.i18n import N_

STRICTEST = (Reason.FORBIDDEN, Reason.REQUIRED, Reason.ADVISED_AGAINST, Reason.OPTIONAL)
"""A law that forbids a reason outweighs one that requires it; advice outweighs freedom."""
LEAST_WITHHELD = ("never", "ask", "until_paid")
MOST_WORK = ("normal", "finish", "stop")


@dataclass(frozen=True)
class Side:
    """What one pack says on a question."""

    pack: str
    value: str
    rule: Rule


@dataclass(frozen=True)
class Contradiction:
    """A question on which packs differ, and the choice made among them."""

    question: str
    """Untranslated, with the placeholder {about}."""
    about: str
    """A title, untranslated, that fills {about}; may be empty."""
    sides: tuple[Side, ...]
    chosen: Side
    why: str


def contradictions(packs: Iterable[Pack]) -> tuple[Contradiction, ...]:
    """Every question on which at least two of `packs` say different things."""
    known = tuple(packs)
    return tuple(one for one in _all(known) if one)


def _all(packs: Sequence[Pack]) -> Iterator[Contradiction | None]:
    if not packs:
        return
    yield _one(
        N_("Is a reason given?"),
        [Side(one.name, one.reason, one.reason_rule) for one in packs],
        lambda side: STRICTEST.index(Reason(side.value)),
        N_("What is forbidden stays out; what is required comes before what is only advised."),
    )
    yield _one(
        N_("How long is the notice?"),
        [Side(one.name, f"{one.notice.amount} {one.notice.unit}", one.notice) for one in packs],
        lambda side: -_days(side.value),
        N_("The longest notice satisfies every pack."),
    )
    yield _one(
        N_("Does work go on during the notice?"),
        [Side(one.name, one.notice.work, one.notice) for one in packs],
        lambda side: MOST_WORK.index(side.value),
        N_("Where one pack asks for normal work, stopping early would break it."),
    )
    yield from _channels(packs)
    yield from _records(packs)


def _channels(packs: Sequence[Pack]) -> Iterator[Contradiction | None]:
    for name, title in CHANNELS.items():
        sides = [Side(pack.name, one.use, one) for pack in packs for one in pack.channels if one.name == name]
        # telling by one and confirming by another do not exclude one another; "never" excludes both
        if any(side.value == "never" for side in sides):
            yield _one(
                N_("May this channel be used: {about}?"),
                sides,
                lambda side: side.value != "never",
                N_("Where one pack bars a channel, another can be used under all of them."),
                title,
            )


def _records(packs: Sequence[Pack]) -> Iterator[Contradiction | None]:
    for name, title in RECORDS.items():
        found = [(pack, one) for pack in packs if (one := pack.record(name))]
        if not found:
            continue
        yield _one(
            N_("How long is this kept: {about}?"),
            [Side(pack.name, f"{one.keep_years} years {one.keep_days} days", one) for pack, one in found],
            lambda side: -_days(side.value),
            N_("The longest duty to keep decides; whoever must erase earlier restricts access until then."),
            title,
        )
        yield _one(
            N_("May this be kept back while an invoice is open: {about}?"),
            [Side(pack.name, one.withhold, one) for pack, one in found if one.return_by_days],
            lambda side: LEAST_WITHHELD.index(side.value),
            N_("Handing over breaks no pack; keeping back may."),
            title,
        )


def _one(
    question: str, sides: list[Side], rank: Callable[[Side], int], why: str, about: str = ""
) -> Contradiction | None:
    """The contradiction among `sides`, None where they agree."""
    if len({side.value for side in sides}) < 2:  # noqa: PLR2004 (two to contradict each other)
        return None
    return Contradiction(question, about, tuple(sides), min(sides, key=rank), why)


def _days(value: str) -> int:
    """Days of "2 months", "90 days" or "6 years 30 days", for putting them in order."""
    words = value.split()
    length = {"days": 1, "months": 30, "years": 365}
    return sum(int(count) * length[unit] for count, unit in zip(words[::2], words[1::2], strict=True))
