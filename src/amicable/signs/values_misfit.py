"""Does not fit our values."""

from amicable.evidence import Evidence
from amicable.i18n import N_
from amicable.signs import Gravity, Model, Occasions, sign


@sign(
    title=N_("Does not fit our values"),
    explanation=N_(
        "Events written down as going against what the firm stands for, and confirmed by a second person. Sectors that the firm does not serve are best declared as a sign of its own."
    ),
    family="values_misfit",
    gravity=Gravity.HIGH,
    model=Model.STATED,
    needs=("incidents",),
    situation=N_("Assessed on {date} as against our values: “{quote}”."),
    rule_out=(
        N_("a matter of taste or opinion rather than of conduct"),
        N_("an attribute that the law protects: origin, faith, age, sex, health and the like"),
        N_("the firm never wrote down what it stands for"),
    ),
    framing=N_("What you need and what we stand for have grown apart."),
    remedies=("refer_elsewhere",),
    above=0.0,
    enough=1,
    expires_days=730,
)
def values_misfit(evidence: Evidence) -> Occasions:
    """Incidents against our values that a second person has confirmed."""
    incidents = evidence.incidents
    confirmed = (incidents.kind == "values") & incidents.confirmed.fill_null(False)
    return Occasions("incidents", of=incidents, on="happened_on", where=confirmed, amount=1)
