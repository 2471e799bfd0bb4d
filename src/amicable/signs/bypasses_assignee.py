"""Bypasses the assigned person."""

from amicable.evidence import Evidence
from amicable.i18n import N_
from amicable.signs import Model, Occasions, said, sign, written


@sign(
    title=N_("Bypasses the assigned person"),
    explanation=N_(
        "Messages in which the client goes over the head of the person in charge, or wants somebody else, per message."
    ),
    family="owner_time",
    model=Model.COUNT,
    needs=("messages", "readings"),
    situation=N_("Went past the person in charge on {date}: “{quote}”."),
    rule_out=(
        N_("the person in charge was away or did not answer"),
        N_("nobody told the client who is in charge"),
        N_("a conflict that we should have seen"),
    ),
    framing=N_("Questions have often gone to somebody other than the person who looks after you."),
    remedies=("set_boundary", "reassign", "educate"),
    above=0.03,
    times=2.0,
    enough=20,
    unit=N_("situations per message"),
)
def bypasses_assignee(evidence: Evidence) -> Occasions:
    """Messages, and those that go past the person in charge."""
    return written(evidence) + said(evidence, "bypassing")
