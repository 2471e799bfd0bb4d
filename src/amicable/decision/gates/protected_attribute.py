"""A protected attribute may stand behind the signs."""

from amicable.decision.gates import Answer, Circumstances, gate
from amicable.i18n import N_


@gate(
    title=N_("Protected attribute or its stand-in"),
    explanation=N_(
        "Origin, sex, religion, disability, age or something that stands in for it may be behind the decision: it must not be."
    ),
    question=N_(
        "Could origin, sex, religion, disability, age, or something that stands in for them, play a part here?"
    ),
    blocks=frozenset({"decide", "tell", "end"}),
    override=(),
)
def protected_attribute(circumstances: Circumstances) -> Answer:
    """Whether it may; only people know, and the attribute is not kept."""
    return circumstances.answered("protected_attribute")
