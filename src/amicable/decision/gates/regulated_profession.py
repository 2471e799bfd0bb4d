"""The rules of a profession limit the ending."""

from amicable.decision.gates import Answer, Circumstances, gate
from amicable.i18n import N_


@gate(
    title=N_("Rules of the profession"),
    explanation=N_(
        "A profession may not leave at will: a patient in care, leave of the court, no abandonment. The duty is met or waits."
    ),
    question=N_(
        "Is the client in active care, before a court, or otherwise protected by the rules of our profession?"
    ),
    blocks=frozenset({"tell", "end"}),
    override=("owner",),
    reasons=N_("Which rule allows the ending, and who confirmed it."),
    second_reviewer=True,
)
def regulated_profession(circumstances: Circumstances) -> Answer:
    """Asked where the policy pack names it; other firms have no such rules."""
    if "regulated_profession" not in circumstances.pack_gates:
        return Answer.NO
    return circumstances.answered("regulated_profession")
