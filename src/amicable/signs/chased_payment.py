"""Must be chased for payment."""

from amicable.evidence import Evidence
from amicable.i18n import N_
from amicable.signs import Gravity, Model, Occasions, sign, work


@sign(
    title=N_("Must be chased for payment"),
    explanation=N_("Entries of time spent on chasing payments, per invoice."),
    family="payment",
    gravity=Gravity.HIGH,
    model=Model.COUNT,
    needs=("invoices", "time_entries"),
    written_down=True,
    situation=N_("On {date} we spent time on chasing a payment ({quote})."),
    rule_out=(
        N_("the invoice was late, wrong or never arrived"),
        N_("an instalment plan was agreed"),
        N_("one invoice that was chased many times"),
    ),
    framing=N_("We have had to ask for payment more than once."),
    remedies=("educate", "renegotiate", "written_warning"),
    above=0.3,
    times=2.0,
    unit=N_("reminders per invoice"),
)
def chased_payment(evidence: Evidence) -> Occasions:
    """Invoices, and the entries of time spent on chasing."""
    entries = work(evidence)
    billed = Occasions("invoices", of=evidence.invoices, on="issued_on", amount=0)
    return billed + Occasions(
        "time_entries", of=entries, on="worked_on", where=entries.kind == "chasing", amount=1, out_of=0
    )
