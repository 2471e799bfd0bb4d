"""Never refers new business."""

import ibis

from amicable.evidence import Evidence
from amicable.i18n import N_
from amicable.signs import Gravity, Occasions, sign


@sign(
    title=N_("Never refers new business"),
    explanation=N_("Years of the relationship without a referral, out of all its years."),
    family="no_referrals",
    gravity=Gravity.LOW,
    needs=("clients", "referrals"),
    situation=N_("A client since {date}, without a referral that was written down."),
    rule_out=(N_("referrals were not written down"), N_("the client knows nobody who would need us")),
    framing=N_("We have not been able to win others through you."),
    remedies=("lighter_tier",),
    above=0.8,
    times=1.0,
    enough=3,
    # a year of long ago counts as much as the last one, and never expires: tenure is one fact
    half_life_quarters=10_000,
    expires_days=36_500,
    by_period=False,
)
def no_referrals(evidence: Evidence) -> Occasions:
    """Full years as a client, and those of them without a referral."""
    clients, referrals = evidence.clients, evidence.referrals
    until = ibis.coalesce(clients.ended_day, evidence.day)
    years = (until - clients.since_day) // 365
    tenure = Occasions(
        "clients",
        of=clients,
        on="since_on",
        where=years >= 1,
        amount=years,
        out_of=years,
    )
    # a referral makes up for one year, of clients whose years are known
    counted = referrals.semi_join(clients.filter(years >= 1), "client_id")
    return tenure + Occasions("referrals", of=counted, on="referred_on", amount=-1, out_of=0)
