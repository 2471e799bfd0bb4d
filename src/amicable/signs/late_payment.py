"""Pays late."""

from amicable.evidence import Evidence
from amicable.i18n import N_
from amicable.signs import Gravity, Occasions, sign


@sign(
    title=N_("Pays late"),
    explanation=N_("Invoices that were paid later than agreed, out of all invoices paid."),
    family="payment",
    gravity=Gravity.HIGH,
    needs=("invoices",),
    situation=N_("Invoice {quote}, due on {date}, was paid {days} days late."),
    rule_out=(
        N_("our invoice was late or wrong"),
        N_("a bank holiday delayed the transfer"),
        N_("other terms were agreed"),
    ),
    framing=N_("Invoices have been paid later than we agreed, and we cannot plan that way."),
    remedies=("educate", "renegotiate", "written_warning"),
    above=0.25,
    about={"grace_days": N_("Days after the due date that are not yet counted as late.")},
)
def late_payment(evidence: Evidence, *, grace_days: int = 7) -> Occasions:
    """Invoices paid, and those of them paid more than `grace_days` after they fell due."""
    paid = evidence.invoices
    return Occasions(
        "invoices",
        of=paid,
        on="due_on",
        where=paid.paid_on.notnull(),
        amount=paid.paid_day - paid.due_day > grace_days,
        value=paid.total,
        decided_on=paid.paid_on,
    )
