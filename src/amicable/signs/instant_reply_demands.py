"""Demands an instant reply."""

from amicable.evidence import Evidence
from amicable.i18n import N_
from amicable.signs import Model, Occasions, said, sign, written


@sign(
    title=N_("Demands an instant reply"),
    explanation=N_(
        "Messages in which the client wants an answer at once or asks again within a short time, per message."
    ),
    family="no_boundaries",
    model=Model.COUNT,
    needs=("messages", "readings"),
    situation=N_("Wanted an answer at once on {date}: “{quote}”."),
    rule_out=(
        N_("something was truly urgent"),
        N_("we had promised an answer by then"),
        N_("we let them wait for long before"),
    ),
    framing=N_("You have often needed answers sooner than we are able to give them."),
    remedies=("set_boundary", "educate", "lighter_tier"),
    above=0.05,
    times=2.0,
    enough=15,
    unit=N_("situations per message"),
)
def instant_reply_demands(evidence: Evidence) -> Occasions:
    """Messages, and those that want an answer at once."""
    return written(evidence) + said(evidence, "instant_reply")
