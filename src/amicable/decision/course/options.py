"""The options laid side by side: margin over the horizon, hours freed and what they are worth, risks, and when each is best.

Deliberately simple arithmetic that a person can follow on paper: a remedy brings the client to what is usual among
peers with some probability; an ending gives up the margin and frees the hours, of which some are filled with work
for clients near the ideal. Everything carries a range.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from amicable.decision.course.rules import caught_in, weighing
from amicable.decision.course.values import TITLES, Chance, Option, Range, Relationship, families
from amicable.decision.course.words import Share, Title, Told
from amicable.decision.ladder import Remedy, all_remedies, open_rungs
from amicable.i18n import N_
from amicable.money import Money

FILLED = Range(0.4, 0.6, 0.8)
"""Share of freed hours that is filled with work for clients near the ideal; an assumption, shown as one."""
FILLING_DAYS = 90
"""Days until freed hours begin to be filled."""
LIGHTER_REVENUE = Range(0.6, 0.7, 0.8)
"""Share of revenue that stays on a lighter tier; an assumption."""
LIGHTER_HOURS = Range(0.45, 0.55, 0.65)
"""Share of hours, and of what they cost, that stays on a lighter tier; an assumption."""
YEAR = 365
CERTAIN = Range(1, 1, 1)
ANSWERED = {"demanding_but_good": "own_fault_fix", "one_contact": "another_contact"}
"""False positives that ask for a remedy, and for which."""
BETA_90 = (0.05, 0.95)


@dataclass(frozen=True)
class _Figures:
    """The figures of one option before rivals are known."""

    option: Option
    gain: float | None = None
    """What it leaves more if it works for certain than if it does not, over the horizon, freed hours included."""


def options(
    client: Relationship, *, alone: Chance | None, with_remedy: Mapping[str, Chance]
) -> tuple[Option, ...]:
    """Every option that is still on the table, going on first and parting last."""
    found = list(_figures(client, alone, with_remedy))
    return tuple(replace(one.option, true_if=_true_if(client, one, found)) for one in found)


def prior(one: Remedy) -> Chance:
    """How likely a remedy works before the firm has plans of its own to learn from."""
    from scipy import special  # noqa: PLC0415 (loads for a while; only a course needs it)

    low, high = (float(special.betaincinv(*one.works, place)) for place in BETA_90)
    worked, failed = one.works
    return Chance(low, worked / (worked + failed), high, one.source)


def _figures(
    client: Relationship, alone: Chance | None, with_remedy: Mapping[str, Chance]
) -> Iterator[_Figures]:
    caught = caught_in(client)
    weighed = weighing(client, caught)
    signs = tuple(one.sign for one in weighed)
    yield _going_on(client, alone, signs)
    rungs = open_rungs(client.tried, families(weighed)) if weighed else ()
    for one in dict.fromkeys((*_answering(caught), *rungs)):
        works = with_remedy.get(one.name) or prior(one)
        yield _OF.get(one.name, _mended)(client, one, works, signs)
    yield _parting(client, "part_with_notice", client.notice_days, signs)
    yield _parting(client, "part_at_once", 0, signs)


def _answering(caught: tuple[str, ...]) -> tuple[Remedy, ...]:
    """What a false positive asks for, whatever the signs would."""
    return tuple(all_remedies()[name] for kind, name in ANSWERED.items() if kind in caught)


def _going_on(client: Relationship, alone: Chance | None, signs: tuple[str, ...]) -> _Figures:
    none = Range(0, 0, 0)
    risks = tuple(_risks_of_going_on(client))
    option = Option("do_nothing", TITLES["do_nothing"], client.margin, none, none, risks, alone, signs, None)
    each = _each(client)
    freed = _worth(client, _freed(client, CERTAIN), 0)
    gain = None if each is None else each * client.years + (freed.mid if freed else 0.0)
    return _Figures(option, gain)


def _mended(client: Relationship, one: Remedy, works: Chance, signs: tuple[str, ...]) -> _Figures:
    each, years = _each(client), _left(client, one.measured_after_days)
    margin = (
        None
        if client.margin is None or each is None
        else client.margin + _certain(works).scaled(each * years)
    )
    freed = _freed(client, works)
    worth = _worth(client, freed, one.measured_after_days)
    risks = tuple(_risks_of_mending(one))
    option = Option(one.name, one.title, margin, freed, worth, risks, works, signs, None)
    return _Figures(option, _slope(client, option, works))


def _lighter(client: Relationship, one: Remedy, works: Chance, signs: tuple[str, ...]) -> _Figures:
    """Fewer hours for less money, from when the tier begins, if the client accepts it."""
    freed = None
    if client.hours is not None:
        kept = Range(1 - LIGHTER_HOURS.high, 1 - LIGHTER_HOURS.mid, 1 - LIGHTER_HOURS.low)
        freed = kept.times(_certain(works)).scaled(client.hours)
    margin = None
    if client.margin is not None and client.revenue is not None:
        years, yearly = _left(client, one.measured_after_days), client.margin.scaled(1 / client.years)
        cost = client.revenue - yearly.mid
        change = [
            share * client.revenue - hours * cost - yearly.mid
            for share, hours in zip(_three(LIGHTER_REVENUE), reversed(_three(LIGHTER_HOURS)), strict=True)
        ]
        margin = client.margin + Range(*sorted(change)).times(_certain(works)).scaled(years)
    risks = (
        Told(N_("The client may refuse the lighter tier, or take it and ask for the rest as a favour.")),
    )
    worth = _worth(client, freed, one.measured_after_days)
    option = Option(one.name, one.title, margin, freed, worth, risks, works, signs, None)
    return _Figures(option, _slope(client, option, works))


def _referred(client: Relationship, one: Remedy, works: Chance, signs: tuple[str, ...]) -> _Figures:
    """If it works the client leaves with help; if not, everything goes on."""
    margin = None
    if client.margin is not None:
        gone = min(1.0, one.measured_after_days / YEAR / client.years)
        low, mid, high = (1 - share * (1 - gone) for share in reversed(_three(works)))
        margin = client.margin.times(Range(low, mid, high))
    freed = None if client.hours is None else _certain(works).scaled(client.hours)
    worth = _worth(client, freed, one.measured_after_days)
    risks = (Told(N_("The other firm may have no room, or the client may not want to go there.")),)
    option = Option(one.name, one.title, margin, freed, worth, risks, works, signs, None)
    return _Figures(option, _slope(client, option, works))


def _parting(client: Relationship, name: str, notice_days: int, signs: tuple[str, ...]) -> _Figures:
    margin = (
        None if client.margin is None else client.margin.scaled(min(1.0, notice_days / YEAR / client.years))
    )
    freed = None if client.hours is None else Range(client.hours, client.hours, client.hours)
    risks = tuple(_risks_of_parting(client, at_once=not notice_days))
    option = Option(
        name, TITLES[name], margin, freed, _worth(client, freed, notice_days), risks, None, signs, None
    )
    return _Figures(option)


_OF = {"lighter_tier": _lighter, "refer_elsewhere": _referred}
"""Remedies that do not bring the client to what is usual among peers, but change what is served."""


def _three(one: Range) -> tuple[float, float, float]:
    return one.low, one.mid, one.high


def _left(client: Relationship, days: int) -> float:
    """Years of the horizon that are left after so many days."""
    return max(0.0, client.years - days / YEAR)


def _certain(works: Chance) -> Range:
    """The probability as a plain range."""
    return Range(works.low, works.mid, works.high)


def _each(client: Relationship) -> float | None:
    """What the client leaves more in a year once it is like its peers."""
    if client.margin is None or client.usual_margin is None:
        return None
    return max(0.0, client.usual_margin - client.margin.mid / client.years)


def _freed(client: Relationship, works: Range) -> Range | None:
    """Hours of a year that are freed once the client takes no more than its peers."""
    return (
        None
        if client.excess_hours is None
        else Range(works.low, works.mid, works.high).scaled(client.excess_hours)
    )


def _slope(client: Relationship, option: Option, works: Chance) -> float | None:
    """What full success adds to going on as it is."""
    if option.total is None or client.margin is None or works.mid <= 0:
        return None
    return (option.total.mid - client.margin.mid) / works.mid


def _worth(client: Relationship, freed: Range | None, days: int) -> Range | None:
    """What the freed hours bring until the horizon, beginning so many days from now and filled step by step."""
    if freed is None or client.hour_worth is None:
        return None
    years = _left(client, days + FILLING_DAYS)
    return freed.times(client.hour_worth).times(FILLED).scaled(years)


# ---------------------------------------------------------------- risks


def _risks_of_going_on(client: Relationship) -> Iterator[Told]:
    shown = {one.family for one in client.shown if one.counts}
    if shown & {"staff_abuse", "emotional_toll"}:
        yield Told(N_("Our people carry the strain, and some may leave."))
    if "payment" in shown and client.open_amount:
        yield Told(
            N_("{amount} is open now, and more may become overdue."),
            {"amount": Money(client.open_amount, client.currency)},
        )
    if "unethical_conduct" in shown:
        yield Told(N_("We may become part of what the client does."))


def _risks_of_mending(one: Remedy) -> Iterator[Told]:
    yield Told(N_("Takes {days} days until it can be measured."), {"days": one.measured_after_days})
    if one.name == "renegotiate":
        yield Told(N_("The client may accept: propose only a price at which you would be glad to keep it."))


def _risks_of_parting(client: Relationship, *, at_once: bool) -> Iterator[Told]:
    if at_once:
        yield Told(
            N_("The contract or a duty of the profession may ask for notice, and work is left unfinished.")
        )
    if client.open_amount:
        yield Told(
            N_("{amount} is open and may be paid late or not at all."),
            {"amount": Money(client.open_amount, client.currency)},
        )
    if client.referred:
        yield Told(
            N_("Others came to us by this client's word and will hear of it (number of them: {count})."),
            {"count": client.referred},
        )
    if client.revenue_share and client.revenue_share >= 0.1:  # noqa: PLR2004 (a tenth is felt in the cash)
        yield Told(N_("{share} of our revenue goes with it."), {"share": Share(client.revenue_share)})
    yield Told(N_("A public review may follow; a true reason and help with an alternative lower that."))


# ---------------------------------------------------------------- what would have to be true


def _true_if(client: Relationship, own: _Figures, all_of_them: list[_Figures]) -> Told | None:
    """What would have to be true for this option to leave most."""
    mine = own.option.total
    if own.option.name == "part_at_once" and not client.grave:
        return Told(
            N_("Only where safety or the law asks for it; else {days} days of notice are owed."),
            {"days": client.notice_days},
        )
    rivals = [(one.option, one.option.total.mid) for one in all_of_them if _rivals(client, own, one)]  # type: ignore[union-attr]
    if mine is None or not rivals:
        return Told(N_("Not all costs are known, so money decides nothing here."))
    rival, most = max(rivals, key=lambda pair: pair[1])
    if mine.mid >= most:
        return Told(
            N_("It leaves most by the middle figures; “{rival}” comes next."), {"rival": Title(rival.title)}
        )
    if own.option.name in {"part_with_notice", "part_at_once"}:
        return _filled_enough(client, own.option, most, rival)
    return _works_enough(client, own, most, rival)


def _rivals(client: Relationship, own: _Figures, other: _Figures) -> bool:
    """Whether `other` is open and its money is known; at once is open only after something grave."""
    if other is own or other.option.total is None:
        return False
    return bool(client.grave) or other.option.name != "part_at_once"


def _filled_enough(client: Relationship, own: Option, most: float, rival: Option) -> Told:
    named = {"rival": Title(rival.title)}
    if own.margin is None or own.worth is None or client.hour_worth is None or own.worth.mid <= 0:
        return Told(N_("Parting frees no hours that would bring more than “{rival}”."), named)
    share = (most - own.margin.mid) / (own.worth.mid / FILLED.mid)
    if share > 1:
        return Told(N_("Even with every freed hour filled, “{rival}” leaves more."), named)
    worth = Money(round(client.hour_worth.mid), client.currency)
    return Told(
        N_("Pays only if at least {share} of the freed hours are filled with work that leaves {worth} an hour; else “{rival}” leaves more."),
        {"share": Share(share), "worth": worth, **named},
    )  # fmt: skip


def _works_enough(client: Relationship, own: _Figures, most: float, rival: Option) -> Told:
    named = {"rival": Title(rival.title)}
    without = client.margin.mid if client.margin else 0.0
    if not own.gain or own.gain <= 0 or (most - without) / own.gain > 1:
        return Told(N_("Even if it worked at once, “{rival}” would leave more."), named)
    works, least = own.option.outlook, {"least": Share((most - without) / own.gain), **named}
    alone = own.option.name == "do_nothing"
    if works is None:
        return Told(N_("Pays only if the signs go by themselves with a probability of at least {least}; how likely that is, is not known."), least)  # fmt: skip
    told = {**least, "share": Share(works.mid)}
    if alone:
        return Told(N_("Pays only if the signs go by themselves with a probability of at least {least}; it is thought to be {share}."), told)  # fmt: skip
    return Told(
        N_("Pays only if it works with a probability of at least {least}; it is thought to be {share}."), told
    )
