"""Abuses our people."""

from amicable.evidence import Evidence
from amicable.i18n import N_
from amicable.signs import Gravity, Model, Occasions, said, sign


@sign(
    title=N_("Abuses our people"),
    explanation=N_(
        "Insults, contempt, threats and harassment that a person has confirmed: in messages, and in what our people wrote down."
    ),
    family="staff_abuse",
    gravity=Gravity.GRAVE,
    model=Model.STATED,
    also=("incidents", "readings"),
    situation=N_("On {date}, confirmed: “{quote}”."),
    rule_out=(
        N_("words quoted from somebody else"),
        N_("one person at the client, whom the client itself will not defend"),
        N_("a crisis or an illness behind a single outburst"),
    ),
    framing=N_("Words were used towards our people that we do not accept from anybody."),
    remedies=("another_contact", "written_warning"),
    above=0.0,
    enough=1,
    expires_days=730,
)
def staff_abuse(evidence: Evidence) -> Occasions:
    """Abusive messages and incidents that a person has confirmed."""
    incidents = evidence.incidents
    confirmed = incidents.kind.isin(["abuse", "threat"]) & incidents.confirmed.fill_null(False)
    met = Occasions("incidents", of=incidents, on="happened_on", where=confirmed, amount=1)
    return met + said(evidence, "abuse", confirmed=True)
