"""A suspicion that must stay confidential."""

from amicable.decision.gates import Answer, Circumstances, gate
from amicable.i18n import N_


@gate(
    title=N_("Confidential suspicion"),
    explanation=N_(
        "A suspicion was or may be reported to the authorities: nothing that the client sees may hint at it, and named people decide."
    ),
    question=N_(
        "Is there a suspicion about this client that must stay confidential, such as money laundering?"
    ),
    blocks=frozenset({"decide", "tell", "end", "erase"}),
    override=("owner",),
    reasons=N_("Who agreed to go on, and on which date; no detail of the suspicion."),
    second_reviewer=True,
    confidential=True,
)
def confidential_suspicion(circumstances: Circumstances) -> Answer:
    """Asked among named people, where the policy pack names it or somebody has already answered."""
    answer = circumstances.answered("confidential_suspicion")
    expected = "confidential_suspicion" in circumstances.pack_gates
    return Answer.NO if answer is Answer.ASK and not expected else answer
