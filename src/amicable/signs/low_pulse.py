"""Drains our people."""

from amicable.evidence import Evidence
from amicable.i18n import N_
from amicable.signs import Gravity, Occasions, sign


@sign(
    title=N_("Drains our people"),
    explanation=N_("Answers of our people that working with the client is hard, out of all their answers."),
    family="emotional_toll",
    gravity=Gravity.HIGH,
    needs=("pulses",),
    situation=N_("On {date} one of us said that working with them is hard. {quote}"),
    rule_out=(
        N_("the work is hard, not the client"),
        N_("one of us and the client do not get on"),
        N_("our own workload at the time"),
    ),
    framing=N_("Working together has cost our people more strength than it should."),
    remedies=("another_contact", "reassign", "set_boundary"),
    above=0.4,
    times=2.0,
    enough=3,
    about={"low_score": N_("Answers from 1 to 5 up to which working with the client counts as hard.")},
)
def low_pulse(evidence: Evidence, *, low_score: int = 2) -> Occasions:
    """Answers to the pulse, and the low ones."""
    pulses = evidence.pulses
    return Occasions("pulses", of=pulses, on="asked_on", amount=pulses.score <= low_score)
