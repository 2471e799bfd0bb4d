"""Complains about trifles."""

from amicable.evidence import Evidence
from amicable.i18n import N_
from amicable.signs import Model, Occasions, said, sign, written


@sign(
    title=N_("Complains about trifles"),
    explanation=N_(
        "Complaints about something cosmetic in the client's messages, per message; complaints about our work itself are not counted."
    ),
    family="trivial_complaints",
    model=Model.COUNT,
    needs=("messages", "readings"),
    situation=N_("Complained about a trifle on {date}: “{quote}”."),
    rule_out=(
        N_("the trifle is no trifle to them, and nobody asked why"),
        N_("it was our mistake after all"),
        N_("one person at the client only"),
    ),
    framing=N_("A good part of our exchange has been about small matters of form."),
    remedies=("educate", "set_boundary", "another_contact"),
    above=0.03,
    times=2.0,
    enough=20,
    unit=N_("situations per message"),
)
def trivial_complaints(evidence: Evidence) -> Occasions:
    """Messages, and the complaints about something cosmetic in them."""
    return written(evidence) + said(evidence, "complaint", "cosmetic")
