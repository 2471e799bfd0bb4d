"""Leaves invoices open."""

import ibis

from amicable.evidence import Evidence
from amicable.i18n import N_
from amicable.signs import Gravity, Occasions, sign


@sign(
    title=N_("Leaves invoices open"),
    explanation=N_("Invoices still unpaid well after they fell due, out of all invoices that fell due."),
    family="payment",
    gravity=Gravity.HIGH,
    needs=("invoices",),
    situation=N_("Invoice {quote}, due on {date}, is still open."),
    rule_out=(
        N_("the payment came but was not booked"),
        N_("the invoice is disputed"),
        N_("an instalment plan was agreed"),
    ),
    framing=N_("Several of our invoices are still open."),
    remedies=("educate", "renegotiate", "written_warning"),
    above=0.15,
    about={"grace_days": N_("Days after the due date before an open invoice counts.")},
)
def overdue_invoices(evidence: Evidence, *, grace_days: int = 30) -> Occasions:
    """Invoices that fell due more than `grace_days` ago, and those of them that are still open."""
    due = evidence.invoices
    grace_ends_on = due.due_on + ibis.interval(days=grace_days)
    return Occasions(
        "invoices",
        of=due,
        on="due_on",
        where=due.due_day + grace_days < evidence.day,
        amount=due.paid_on.isnull() & (ibis.coalesce(due.open_amount, due.total) > 0),
        value=ibis.coalesce(due.open_amount, due.total),
        decided_on=ibis.coalesce(due.paid_on, grace_ends_on),
    )
