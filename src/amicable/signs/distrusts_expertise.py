"""Distrusts our expertise."""

from amicable.evidence import Evidence
from amicable.i18n import N_
from amicable.signs import Model, Occasions, said, sign, written


@sign(
    title=N_("Distrusts our expertise"),
    explanation=N_(
        "Messages in which the client doubts our competence, holds another word against our advice or tells us how to work, per message."
    ),
    family="distrusts_expertise",
    model=Model.COUNT,
    needs=("messages", "readings"),
    situation=N_("Questioned our advice on {date}: “{quote}”."),
    rule_out=(
        N_("our advice was wrong or badly explained"),
        N_("a second opinion on a large decision is sensible"),
        N_("one person at the client only"),
    ),
    framing=N_("Our advice has been questioned again and again, and both of us have lost time over it."),
    remedies=("educate", "reassign", "refer_elsewhere"),
    above=0.04,
    times=2.0,
    enough=20,
    unit=N_("situations per message"),
)
def distrusts_expertise(evidence: Evidence) -> Occasions:
    """Messages, and those that question our competence or advice."""
    return written(evidence) + said(evidence, "distrust")
