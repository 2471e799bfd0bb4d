"""Sends much back."""

from amicable.evidence import Evidence
from amicable.i18n import N_
from amicable.signs import Model, Occasions, sign


@sign(
    title=N_("Sends much back"),
    explanation=N_(
        "Returns per order; a purchase undone within minutes is taken for a typing error and left out."
    ),
    family="takes_advantage",
    model=Model.COUNT,
    needs=("orders", "returns"),
    situation=N_("Sent back an order on {date}, worth {amount} ({quote})."),
    rule_out=(
        N_("the goods were faulty or not as described"),
        N_("a typing error when ordering"),
        N_("a sector in which choosing at home is usual"),
    ),
    framing=N_("More has come back than we can carry."),
    remedies=("set_boundary", "refer_elsewhere"),
    above=0.2,
    enough=8,
    unit=N_("returns per order"),
    about={"slip_minutes": N_("Minutes after the order within which undoing it counts as a typing error.")},
)
def returns(evidence: Evidence, *, slip_minutes: int = 60) -> Occasions:
    """Orders, and the returns that were more than the correction of a slip."""
    orders, back = evidence.orders, evidence.returns
    minutes = (back.returned_day - back.ordered_day) * 1440 + (back.returned_minute - back.ordered_minute)
    meant = back.ordered_at.isnull() | (minutes > slip_minutes)
    bought = Occasions("orders", of=orders, on="ordered_on", amount=0)
    return bought + Occasions(
        "returns", of=back, on="returned_on", where=meant, amount=1, out_of=0, value=back.amount
    )
