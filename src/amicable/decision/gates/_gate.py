"""What a gate is: a condition that forbids or delays an ending until it is cleared or overridden with a reason."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from amicable.decision.circumstances import Answer, Circumstances
from amicable.i18n import N_
from amicable.refusal import Refusal

SECOND_LOOK = N_("A second look at this case is due before this step.")
"""What is said of a gate that answers only to named people; the same as for any second review."""


class OverrideRefused(Refusal):
    """A gate that this person may not pass, or not yet, or not without a reason."""


@dataclass(frozen=True)
class Gate:
    """One condition. `applies(circumstances)` tells whether it is there."""

    name: str
    title: str
    explanation: str
    question: str
    """What a person is asked; empty where evidence alone tells."""
    blocks: frozenset[str]
    """Which of "decide", "tell", "end", "erase" it forbids."""
    override: tuple[str, ...]
    """Roles that may pass it with a reason; empty: nobody, it must be cleared."""
    reasons: str
    """What the reason must say."""
    second_reviewer: bool
    cooling_days: int
    """Days from the override until it takes effect."""
    confidential: bool
    """Whether it answers only to named people and is never spoken of to others."""
    applies: Callable[[Circumstances], Answer]


@dataclass(frozen=True)
class Override:
    """Somebody's decision to pass a gate, as it is written down."""

    gate: str
    by: str
    role: str
    reason: str
    on: date
    second: str = ""
    """Who reviewed it besides; must be somebody else."""


@dataclass(frozen=True)
class GateStanding:
    """One gate on one client: whether it is there, whether it was passed, and what it holds up."""

    gate: Gate
    answer: Answer
    mandatory: bool
    """Whether the policy pack names it."""
    override: Override | None = None
    until: date | None = None
    """Until when the override does not yet count."""
    refused: str = ""
    """Why an override that was written down does not count."""

    @property
    def state(self) -> str:
        """One of clear, ask, blocks, cooling, overridden."""
        if self.answer is Answer.NO:
            return "clear"
        if self.override and not self.refused:
            return "cooling" if self.until else "overridden"
        return "ask" if self.answer is Answer.ASK else "blocks"

    def holds(self, step: str) -> bool:
        """Whether it forbids `step` now."""
        return step in self.gate.blocks and self.state in {"ask", "blocks", "cooling"}

    @property
    def said(self) -> str:
        """What somebody who is not among the named people is told, untranslated."""
        return SECOND_LOOK if self.gate.confidential else self.gate.explanation


def gate(  # noqa: PLR0913 (a declaration: each keyword is one fact about the gate)
    *,
    title: str,
    explanation: str,
    question: str = "",
    blocks: frozenset[str] = frozenset({"tell", "end"}),
    override: tuple[str, ...] = ("owner",),
    reasons: str = "",
    second_reviewer: bool = False,
    cooling_days: int = 0,
    confidential: bool = False,
) -> Callable[[Callable[[Circumstances], Answer]], Gate]:
    """Declare the decorated condition as a gate named like its function and file."""

    def declare(applies: Callable[[Circumstances], Answer]) -> Gate:
        return Gate(
            name=applies.__name__,
            title=title,
            explanation=explanation,
            question=question,
            blocks=blocks,
            override=override,
            reasons=reasons,
            second_reviewer=second_reviewer,
            cooling_days=cooling_days,
            confidential=confidential,
            applies=applies,
        )

    return declare


def allow(one: Gate, passing: Override) -> None:
    """Refuse an override that this gate does not accept; OverrideRefused says why."""
    if not one.override:
        raise OverrideRefused(
            N_("Nobody may pass this gate. It opens when what it asks about has been settled.")
        )
    if passing.role not in one.override:
        raise OverrideRefused(
            N_("Your role may not pass this gate. Ask: {roles}."), roles=", ".join(one.override)
        )
    if not passing.reason.strip():
        raise OverrideRefused(N_("A gate is passed only with a reason. Write it in your own words."))
    if one.second_reviewer and passing.second.strip() in {"", passing.by}:
        raise OverrideRefused(
            N_("A second person must have reviewed this. Name somebody other than yourself.")
        )


def stand(one: Gate, circumstances: Circumstances, passing: Override | None) -> GateStanding:
    """How the gate stands on this client."""
    answer, mandatory = one.applies(circumstances), one.name in circumstances.pack_gates
    if passing is None or answer is Answer.NO:
        return GateStanding(one, answer, mandatory, passing)
    try:
        allow(one, passing)
    except OverrideRefused as refusal:
        return GateStanding(one, answer, mandatory, passing, refused=str(refusal))
    until = passing.on + timedelta(days=one.cooling_days)
    return GateStanding(one, answer, mandatory, passing, until if circumstances.as_of < until else None)


def latest(overrides: tuple[Override, ...]) -> Mapping[str, Override]:
    """The last override of each gate by name."""
    return {one.gate: one for one in sorted(overrides, key=lambda one: one.on)}
