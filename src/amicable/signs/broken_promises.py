"""Breaks promises to pay."""

import ibis

from amicable.evidence import Evidence, count
from amicable.i18n import N_
from amicable.signs import Gravity, Occasions, sign


@sign(
    title=N_("Breaks promises to pay"),
    explanation=N_(
        "Promises to pay, made in messages while an invoice was overdue, after which an invoice still stayed open; out of all such promises."
    ),
    family="payment",
    gravity=Gravity.HIGH,
    needs=("invoices", "readings"),
    situation=N_("Promised to pay on {date} and did not: “{quote}”."),
    rule_out=(
        N_("the promise named a later day"),
        N_("the payment came but was not booked"),
        N_("the promise was about another invoice"),
    ),
    framing=N_("Payments that were promised did not come on the day."),
    remedies=("educate", "renegotiate", "written_warning"),
    above=0.4,
    times=1.5,
    enough=3,
    about={"kept_days": N_("Days after the promise within which the payment keeps it.")},
)
def broken_promises(evidence: Evidence, *, kept_days: int = 14) -> Occasions:
    """Promises made while an invoice was overdue, and those after which one stayed open longer."""
    readings, invoices = evidence.readings, evidence.invoices
    standing = readings.stands.fill_null(True) & readings.confirmed.fill_null(True)
    made = readings.filter(
        (readings.situation == "payment_excuse") & (readings.kind == "promise") & standing
    ).select("client_id", "message_id", "evidence_id", "sent_on", "sent_day", "quarter")
    due = invoices.select("client_id", "due_day", "paid_day")
    both = made.inner_join(due, "client_id").select(made, "due_day", "paid_day")
    # what is not paid yet stays open until a day that never comes
    paid_day = ibis.coalesce(both.paid_day, evidence.day + 1_000_000)
    overdue = both.filter((both.due_day < both.sent_day) & (paid_day > both.sent_day))
    later = ibis.coalesce(overdue.paid_day, evidence.day + 1_000_000) > overdue.sent_day + kept_days
    of = overdue.group_by("client_id", "message_id", "sent_on", "sent_day", "quarter").aggregate(
        evidence_id=overdue.evidence_id.min(), unpaid=count(later)
    )
    return Occasions(
        "readings",
        of=of,
        on="sent_on",
        where=of.sent_day + kept_days < evidence.day,
        amount=of.unpaid > 0,
        decided_on=of.sent_on + ibis.interval(days=kept_days + 1),
    )
