"""The client is insolvent or has died."""

from amicable.decision.gates import Answer, Circumstances, gate
from amicable.i18n import N_


@gate(
    title=N_("Insolvency or death"),
    explanation=N_(
        "The client is insolvent or has died: an administrator or the heirs take the place, and the law limits an ending."
    ),
    question=N_("Is the client insolvent, or has it died or been wound up?"),
    blocks=frozenset({"tell", "end", "erase"}),
    override=(
        "owner",
        "manager",
    ),
    reasons=N_("Who takes the place of the client, and why the ending is allowed."),
)
def insolvency_or_death(circumstances: Circumstances) -> Answer:
    """Whether that is so; only people know."""
    return circumstances.answered("insolvency_or_death")
