"""All occasions of one sign: the list, and the totals per client and overall."""

from dataclasses import dataclass

import ibis

from amicable.decision.facts import gather
from amicable.evidence import Evidence
from amicable.i18n import N_
from amicable.refusal import Refusal
from amicable.signs import Sign


class NoEvidence(Refusal):
    """The tables that a sign needs are empty."""


@dataclass(frozen=True)
class Total:
    """Occasions of one client, or of all."""

    client_id: str
    name: str
    events: float
    exposure: float
    occasions: int
    value: int | None
    """Money in all occasions, minor units."""
    value_shown: int | None
    """Money in those where the sign showed."""
    mean_days: float | None
    """Days from the occasion until it was decided (from due to paid), on average; negative when before."""
    mean_days_shown: float | None
    max_days: int | None

    @property
    def rate(self) -> float | None:
        """Events of exposure."""
        return self.events / self.exposure if self.exposure else None


@dataclass(frozen=True)
class Receivables:
    """Invoices that were open on a day, in minor units of the reporting currency."""

    open: int
    open_amount: int
    overdue: int
    overdue_amount: int


def rows(sign: Sign, evidence: Evidence, *, client_id: str = "") -> ibis.Table:
    """One row per occasion up to the day of the evidence, latest first."""
    facts = gather(evidence, (sign,)) if "economics" in sign.needs else None
    if (facts is not None and not facts.signs) or not all(
        evidence.has(one) for one in sign.needs if one != "economics"
    ):
        raise NoEvidence(
            N_("The sign {sign} needs the tables {needs}; not all of them hold facts. See: amicable ledger"),
            sign=sign.name,
            needs=", ".join(sign.needs),
        )
    found = sign.occasions(facts.evidence if facts else evidence).rows(evidence.as_of)
    chosen = found.filter(found.client_id == client_id if client_id else found.client_id.notnull())
    names = evidence.clients.select("client_id", "name")
    named = chosen.left_join(names, "client_id").select(chosen, "name")
    return named.order_by(named.happened_on.desc(), named.evidence_id)


def totals(sign: Sign, evidence: Evidence) -> tuple[Total, list[Total]]:
    """The overall total, and one per client, most events first."""
    found = rows(sign, evidence)
    shown = found.amount > 0
    sums = {
        "events": found.amount.sum(),
        "exposure": found.out_of.sum(),
        "occasions": found.amount.count(),
        "value": found.value.sum(),
        "value_shown": found.value.sum(where=shown),
        "mean_days": found.days.mean(),
        "mean_days_shown": found.days.mean(where=shown),
        "max_days": found.days.max(),
    }
    per_client = found.group_by("client_id", name=ibis.coalesce(found.name, found.client_id)).aggregate(
        **sums
    )
    ordered = per_client.order_by(per_client.events.desc(), per_client.exposure.desc(), per_client.client_id)
    overall = found.aggregate(**sums).to_pyarrow().to_pylist()[0]
    counted = {key: value or 0 for key, value in overall.items() if key in ("events", "exposure")}
    return (
        Total(client_id="", name="", **{**overall, **counted}),
        [Total(**row) for row in ordered.to_pyarrow().to_pylist()],
    )


def receivables(evidence: Evidence) -> Receivables:
    """What was open and what was overdue on the day of the evidence."""
    invoices = evidence.invoices
    still = invoices.filter(invoices.paid_on.isnull())
    owed = ibis.coalesce(still.open_amount, still.total)
    overdue = still.due_on < ibis.literal(evidence.as_of)
    summed = still.aggregate(
        open=still.count(),
        open_amount=owed.sum().fill_null(0),
        overdue=still.count(where=overdue),
        overdue_amount=owed.sum(where=overdue).fill_null(0),
    )
    return Receivables(**summed.to_pyarrow().to_pylist()[0])
