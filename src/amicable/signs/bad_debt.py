"""Leaves debts that are never paid."""

import ibis

from amicable.evidence import Evidence
from amicable.i18n import N_
from amicable.signs import Gravity, Model, Occasions, sign


@sign(
    title=N_("Leaves debts that are never paid"),
    explanation=N_(
        "Invoices still open long after they fell due, and amounts written off, per invoice that fell due."
    ),
    family="payment",
    gravity=Gravity.HIGH,
    model=Model.COUNT,
    needs=("invoices",),
    also=("credits",),
    situation=N_("Never paid, due or written off on {date}: {quote}, {amount}."),
    rule_out=(
        N_("the payment came but was not booked"),
        N_("the invoice was wrong or disputed"),
        N_("the client is insolvent: another track, with a lawyer"),
    ),
    framing=N_("Some of our invoices were never paid."),
    remedies=("renegotiate", "written_warning"),
    above=0.05,
    times=2.0,
    unit=N_("debts per invoice"),
    expires_days=730,
    about={"given_up_days": N_("Days after the due date from which an open invoice counts as a bad debt.")},
)
def bad_debt(evidence: Evidence, *, given_up_days: int = 180) -> Occasions:
    """Invoices that fell due long ago, those of them still open, and amounts written off."""
    due, written_off = evidence.invoices, evidence.credits
    open_amount = ibis.coalesce(due.open_amount, due.total)
    debts = Occasions(
        "invoices",
        of=due,
        on="due_on",
        where=due.due_day + given_up_days < evidence.day,
        amount=due.paid_on.isnull() & (open_amount > 0),
        value=open_amount,
        decided_on=ibis.coalesce(due.paid_on, due.due_on + ibis.interval(days=given_up_days)),
    )
    return debts + Occasions(
        "credits",
        of=written_off,
        on="issued_on",
        where=written_off.kind == "write_off",
        amount=1,
        out_of=0,
        value=written_off.amount,
    )
