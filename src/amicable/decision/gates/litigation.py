"""A court case is open or threatened."""

from amicable.decision.gates import Answer, Circumstances, gate
from amicable.i18n import N_


@gate(
    title=N_("Court case"),
    explanation=N_(
        "A court case with this client is open or threatened: evidence must be preserved, and a lawyer speaks first."
    ),
    question=N_("Is a court case with this client open or threatened?"),
    blocks=frozenset({"tell", "end", "erase"}),
    override=("owner",),
    reasons=N_("Which lawyer agreed, and how evidence is preserved."),
    second_reviewer=True,
)
def litigation(circumstances: Circumstances) -> Answer:
    """Whether a court case is open or threatened; only people know."""
    return circumstances.answered("litigation")
