"""Makes the same mistakes again and again."""

from amicable.evidence import Evidence
from amicable.i18n import N_
from amicable.signs import Model, Occasions, sign


@sign(
    title=N_("Makes the same mistakes again and again"),
    explanation=N_("Mistakes of the client that our people wrote down, per document that it sent us."),
    family="error_prone",
    model=Model.COUNT,
    needs=("document_requests", "incidents"),
    written_down=True,
    situation=N_("A mistake of theirs, written down on {date}: “{quote}”."),
    rule_out=(
        N_("our form or our instructions are hard to understand"),
        N_("a new person at the client who is still learning"),
        N_("the mistake was ours"),
    ),
    framing=N_("The same mistakes have come back after we had pointed them out."),
    remedies=("educate", "another_contact"),
    above=0.25,
    times=2.0,
    unit=N_("mistakes per document"),
)
def repeated_errors(evidence: Evidence) -> Occasions:
    """Documents received, and the mistakes written down."""
    sent, incidents = evidence.document_requests, evidence.incidents
    received = Occasions(
        "document_requests", of=sent, on="received_on", where=sent.received_on.notnull(), amount=0
    )
    theirs = incidents.kind == "error"
    return received + Occasions("incidents", of=incidents, on="happened_on", where=theirs, amount=1, out_of=0)
