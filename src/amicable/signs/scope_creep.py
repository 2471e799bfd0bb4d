"""Asks for more than agreed."""

from amicable.evidence import Evidence
from amicable.i18n import N_
from amicable.signs import Model, Occasions, said, sign, written


@sign(
    title=N_("Asks for more than agreed"),
    explanation=N_(
        "Messages in which the client asks for work beyond the agreement or takes it for granted, per message."
    ),
    family="scope_creep",
    model=Model.COUNT,
    needs=("messages", "readings"),
    situation=N_("Asked for more than was agreed on {date}: “{quote}”."),
    rule_out=(
        N_("the agreement does not say what it holds"),
        N_("we offered it ourselves"),
        N_("the extra work was ordered and paid"),
    ),
    framing=N_("We have often been asked for work that our agreement does not hold."),
    remedies=("renegotiate", "set_boundary"),
    above=0.03,
    times=2.0,
    enough=20,
    unit=N_("situations per message"),
)
def scope_creep(evidence: Evidence) -> Occasions:
    """Messages, and those that ask for more than was agreed."""
    return written(evidence) + said(evidence, "scope_creep")
