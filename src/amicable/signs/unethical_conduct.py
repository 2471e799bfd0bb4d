"""Asks for or does what is not right."""

from amicable.evidence import Evidence
from amicable.i18n import N_
from amicable.signs import Gravity, Model, Occasions, said, sign


@sign(
    title=N_("Asks for or does what is not right"),
    explanation=N_(
        "Illegal, unethical or questionable requests and acts that a person has confirmed: in messages, and in what our people wrote down."
    ),
    family="unethical_conduct",
    gravity=Gravity.GRAVE,
    model=Model.STATED,
    confidential=True,
    also=("incidents", "readings"),
    situation=N_("On {date}, confirmed: “{quote}”."),
    rule_out=(
        N_("a question asked out of ignorance, and dropped once answered"),
        N_("a misunderstanding of the words"),
        N_("a duty to report, or not to tell: ask a lawyer before anybody speaks to the client"),
    ),
    framing=N_("We were asked for something that our rules do not allow us to do."),
    remedies=("written_warning",),
    above=0.0,
    enough=1,
    expires_days=1095,
)
def unethical_conduct(evidence: Evidence) -> Occasions:
    """Unethical requests and incidents that a person has confirmed."""
    incidents = evidence.incidents
    confirmed = (incidents.kind == "unethical") & incidents.confirmed.fill_null(False)
    met = Occasions("incidents", of=incidents, on="happened_on", where=confirmed, amount=1)
    return met + said(evidence, "unethical", confirmed=True)
