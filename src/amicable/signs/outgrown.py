"""Has become too small for us to serve well."""

from amicable.evidence import Evidence
from amicable.i18n import N_
from amicable.signs import Occasions, sign


@sign(
    title=N_("Has become too small for us to serve well"),
    explanation=N_(
        "Quarters in which the client brought only a small part of what an average client of ours brings: the firm has grown elsewhere."
    ),
    family="outgrown",
    needs=("economics",),
    situation=N_(
        "In the quarter that began on {date} the client brought {amount}, far below our average client."
    ),
    rule_out=(
        N_("a new client that is still small"),
        N_("small clients are what the firm is for"),
        N_("a group of which only a part is seen here"),
    ),
    framing=N_(
        "We have grown in another direction, and can no longer give you the attention that you deserve."
    ),
    remedies=("lighter_tier", "refer_elsewhere"),
    above=0.75,
    times=1.0,
    enough=4,
    by_period=False,
    about={
        "share": N_("Share of the average client's revenue in the quarter below which a client is too small.")
    },
)
def outgrown(evidence: Evidence, *, share: float = 0.15) -> Occasions:
    """Quarters with revenue, and those in which it was below `share` of the average client's."""
    quarters = evidence.economics
    billed = quarters.filter(quarters.closed & (quarters.revenue > 0))
    usual = billed.group_by("quarter").aggregate(usual=billed.revenue.mean())
    of = quarters.inner_join(usual, "quarter").select(quarters, "usual")
    return Occasions(
        "economics",
        of=of,
        on="began_on",
        where=of.closed & (of.revenue > 0),
        amount=of.revenue < of.usual * share,
        value=of.revenue,
    )
