"""A minor, or somebody under guardianship."""

from amicable.decision.gates import Answer, Circumstances, gate
from amicable.i18n import N_


@gate(
    title=N_("Minor or guardianship"),
    explanation=N_(
        "The client is a minor or under guardianship: whoever acts for them is told, and some endings need consent."
    ),
    question=N_("Is the client a minor or under guardianship?"),
    blocks=frozenset({"tell", "end"}),
    override=(
        "owner",
        "manager",
    ),
    reasons=N_("Who acts for the client and was told."),
)
def minor_or_guardianship(circumstances: Circumstances) -> Answer:
    """Asked of consumers and where the kind of client is unknown; a business is neither."""
    return Answer.NO if circumstances.kind == "business" else circumstances.answered("minor_or_guardianship")
