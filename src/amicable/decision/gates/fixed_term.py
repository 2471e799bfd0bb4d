"""A fixed term, renewal or penalty binds us."""

from amicable.decision.gates import Answer, Circumstances, gate
from amicable.i18n import N_

NEAR_DAYS = 90
"""Renewals within so many days decide when notice must be given."""


@gate(
    title=N_("Fixed term, renewal or penalty"),
    explanation=N_(
        "The contract binds us for a term, renews by itself, or knows a penalty or exclusivity: the date of the ending follows it."
    ),
    question=N_("Does the contract bind us by a term, an automatic renewal, a penalty or exclusivity?"),
    blocks=frozenset({"tell", "end"}),
    override=(
        "owner",
        "manager",
    ),
    reasons=N_("How the contract allows the date, or what leaving early costs."),
)
def fixed_term(circumstances: Circumstances) -> Answer:
    """Whether an agreement renews within `NEAR_DAYS`, or a person says that the contract binds."""
    renewals = [one.renewal_on for one in circumstances.agreed or () if one.renewal_on]
    near = any(0 <= (day - circumstances.as_of).days <= NEAR_DAYS for day in renewals)
    return Answer.YES if near else circumstances.answered("fixed_term")
