"""Our people stop working for them."""

import ibis

from amicable.evidence import Evidence
from amicable.i18n import N_
from amicable.signs import Gravity, Occasions, sign


@sign(
    title=N_("Our people stop working for them"),
    explanation=N_(
        "People of ours who worked for the client, then no more, although they stayed with us and the client did too; out of all who worked for it."
    ),
    family="emotional_toll",
    gravity=Gravity.NORMAL,
    needs=("staff", "time_entries"),
    situation=N_("{quote} last worked for them on {date}, and for others since."),
    rule_out=(
        N_("we moved people for reasons of our own"),
        N_("a holiday stand-in"),
        N_("the work that needed this person was done"),
    ),
    framing=N_("The people who looked after you have changed more often than with other clients."),
    remedies=("reassign", "another_contact"),
    above=0.4,
    times=1.5,
    enough=4,
    half_life_quarters=12,
    by_period=False,
    about={
        "away_days": N_("Days without work for the client after which a person has left it."),
        "least_entries": N_("Entries of work below which a person only helped out."),
    },
)
def staff_leaves_account(evidence: Evidence, *, away_days: int = 120, least_entries: int = 10) -> Occasions:
    """People who worked for each client, and those who went on to work for others only."""
    entries = evidence.time_entries.filter(evidence.time_entries.client_id.notnull())
    pairs = entries.group_by("client_id", "staff_id").aggregate(
        last_on=entries.worked_on.max(), last_day=entries.worked_day.max(), entries=entries.count()
    )
    served = pairs.group_by("client_id").aggregate(served_until=pairs.last_day.max())
    worked = pairs.group_by("staff_id").aggregate(worked_until=pairs.last_day.max())
    people = evidence.staff.select("staff_id", "evidence_id")
    both = pairs.inner_join(served, "client_id").select(pairs, "served_until")
    all_three = both.inner_join(worked, "staff_id").select(both, "worked_until")
    of = all_three.inner_join(people, "staff_id").select(all_three, "evidence_id")
    on_both_sides = ibis.least(of.served_until, of.worked_until)
    return Occasions(
        "staff",
        of=of,
        on="last_on",
        where=of.entries >= least_entries,
        amount=on_both_sides - of.last_day > away_days,
    )
