"""Asks for discounts."""

from amicable.evidence import Evidence
from amicable.i18n import N_
from amicable.signs import Model, Occasions, said, sign, written


@sign(
    title=N_("Asks for discounts"),
    explanation=N_(
        "Messages in which the client wants the agreed price lowered or something for nothing, per message. Who asks but pays on time is not named for it alone."
    ),
    family="payment",
    model=Model.COUNT,
    needs=("messages", "readings"),
    situation=N_("Asked for a lower price on {date}: “{quote}”."),
    rule_out=(
        N_("the price was never agreed"),
        N_("haggling is the custom in their trade"),
        N_("they pay on time all the same"),
    ),
    framing=N_("The price of our work has come up again and again."),
    remedies=("renegotiate", "refer_elsewhere"),
    above=0.05,
    times=2.0,
    enough=15,
    unit=N_("situations per message"),
)
def discount_requests(evidence: Evidence) -> Occasions:
    """Messages, and those that ask for a lower price."""
    return written(evidence) + said(evidence, "discount")
