"""The rules by which a course is chosen, in their order; the first that speaks decides."""

from collections.abc import Callable

from amicable.decision.course.values import CAUGHT, Chance, Relationship, Shown, Verdict, families
from amicable.decision.course.words import Share, Title, Told
from amicable.decision.ladder import Outcome, all_remedies, behind, open_rungs
from amicable.i18n import N_
from amicable.signs import FAMILIES

LIKELY = 0.5
"""A probability from which the signs are expected to go by themselves."""
SEASON = 0.75
"""Share of a sign in one quarter of the year from which it counts as seasonal; chance: a quarter."""
RECENT_DAYS = 90
DEMANDING = frozenset({"drain", "owner_time", "no_boundaries", "trivial_complaints", "distrusts_expertise"})
"""Families that a good client may show because our process asks for it."""
HARMFUL = frozenset({"staff_abuse", "unethical_conduct", "emotional_toll", "payment", "takes_advantage"})
SEVERAL = 2
HIGH = 2.0
"""Points of one sign of high gravity."""


def verdict(client: Relationship, alone: Chance | None) -> Verdict:
    """The best option by the rules."""
    caught = caught_in(client)
    weighed = weighing(client, caught)
    for rule in RULES:
        found = rule(client, weighed, caught, alone)
        if found:
            return found
    return _part(weighed, alone)


def caught_in(client: Relationship) -> tuple[str, ...]:
    """Names of the false positives that this client is."""
    return tuple(name for name in CAUGHT if _IS[name](client))


def weighing(client: Relationship, caught: tuple[str, ...]) -> tuple[Shown, ...]:
    """The client's signs that carry weight once false positives are left out, our own faults never among them."""
    counted = tuple(one for one in client.shown if one.counts and not one.ours)
    if "demanding_but_good" in caught:
        counted = tuple(one for one in counted if one.family not in DEMANDING)
    if "seasonal" in caught:
        counted = tuple(one for one in counted if one.season < SEASON or one.grave)
    if "bargains_but_pays" in caught:
        counted = tuple(one for one in counted if one.sign != "discount_requests")
    return counted


def carrying(client: Relationship) -> tuple[str, ...]:
    """Names of the signs that carry weight: those whose outlook matters."""
    return tuple(one.sign for one in weighing(client, caught_in(client)))


def points(weighed: tuple[Shown, ...]) -> float:
    """Points of the families, each as heavy as its gravest sign."""
    return sum(max(one.weight for one in weighed if one.family == name) for name in families(weighed))


# ---------------------------------------------------------------- false positives


def _demanding_but_good(client: Relationship) -> bool:
    """It takes many hours, and pays at least as well for each as others do."""
    if any(one.family in HARMFUL and one.counts for one in client.shown):
        return False
    if any(one.aside == "profitable" for one in client.shown):
        return True
    demanding = any(one.family in DEMANDING and one.counts for one in client.shown)
    if not demanding or client.margin is None or client.usual_margin is None:
        return False
    return client.margin.mid > 0 and client.margin.mid / client.years >= client.usual_margin


def _seasonal(client: Relationship) -> bool:
    counted = [one for one in client.shown if one.counts and not one.ours and not one.grave]
    return bool(counted) and all(one.season >= SEASON for one in counted)


def _just_complained(client: Relationship) -> bool:
    day = client.complained_on
    return day is not None and 0 <= (client.as_of - day).days <= RECENT_DAYS


def _bargains_but_pays(client: Relationship) -> bool:
    found = {one.sign: one for one in client.shown}
    asks, late = found.get("discount_requests"), found.get("late_payment")
    punctual = late is not None and not late.counts and (late.rate or 0) <= (late.peer_rate or 0)
    return asks is not None and asks.counts and punctual


_IS: dict[str, Callable[[Relationship], bool]] = {
    "demanding_but_good": _demanding_but_good,
    "one_contact": lambda client: client.one_contact,
    "seasonal": _seasonal,
    "just_complained": _just_complained,
    "bargains_but_pays": _bargains_but_pays,
}


def _another_contact(client: Relationship, weighed: tuple[Shown, ...], caught: tuple[str, ...]) -> bool:
    """Whether one person there makes the trouble, and nobody has asked for another yet."""
    if "one_contact" not in caught or "another_contact" in behind(client.tried):
        return False
    return not weighed or all_remedies()["another_contact"].fits(frozenset(families(weighed)))


# ---------------------------------------------------------------- rules

Rule = Callable[[Relationship, tuple[Shown, ...], tuple[str, ...], Chance | None], Verdict | None]


def _machine(client: Relationship, _w: tuple[Shown, ...], _c: tuple[str, ...], _a: object) -> Verdict | None:
    if not client.automatic:
        return None
    reason = Told(
        N_("This looks like a machine and not like a client: nothing is recommended until a person decides.")
    )
    return Verdict("", "unknown", (reason,))


def _grave(
    client: Relationship, _w: tuple[Shown, ...], caught: tuple[str, ...], _a: object
) -> Verdict | None:
    if not client.grave:
        return None
    reasons = [
        Told(N_("{sign}: confirmed by a person, and grave. Remedies are skipped; the ending is reviewed afterwards."), {"sign": Title(one.title)})
        for one in client.grave
    ]  # fmt: skip
    return Verdict("part_at_once", "part_at_once", tuple(reasons), caught)


def _process(client: Relationship, weighed: tuple[Shown, ...], caught: tuple[str, ...], _a: object) -> Verdict | None:  # fmt: skip
    if "demanding_but_good" not in caught or points(weighed) >= client.points:
        return None
    return Verdict("own_fault_fix", "repair", (Told(CAUGHT["demanding_but_good"]),), caught)


def _us_first(client: Relationship, weighed: tuple[Shown, ...], caught: tuple[str, ...], _a: object) -> Verdict | None:  # fmt: skip
    """Where our own faults came first, and have not been mended."""
    known = [one.first_on for one in weighed if one.first_on]
    before = [one for one in client.ours if one.first_on and known and one.first_on <= min(known)]
    if not before or "own_fault_fix" not in {one.name for one in open_rungs(client.tried, ["own_faults"])}:
        return None
    reasons = [
        Told(
            N_("Is it us? {sign} came before the client's signs: mend that first."),
            {"sign": Title(one.title)},
        )
        for one in before
    ]
    return Verdict("own_fault_fix", "repair", tuple(reasons), caught)


def _nothing(client: Relationship, weighed: tuple[Shown, ...], caught: tuple[str, ...], _a: object) -> Verdict | None:  # fmt: skip
    if weighed or _another_contact(client, weighed, caught):
        return None
    if not client.measured or (client.margin is None and not caught):
        return Verdict(
            "", "unknown", (Told(N_("Evidence is incomplete, so nothing is recommended.")),), caught
        )
    reasons = tuple(Told(CAUGHT[name]) for name in caught) or (
        Told(N_("No strong sign counts against this client.")),
    )
    return Verdict("do_nothing", "watch" if caught else "keep", reasons, caught)


def _too_little(client: Relationship, weighed: tuple[Shown, ...], caught: tuple[str, ...], _a: object) -> Verdict | None:  # fmt: skip
    """One weak sign never suffices."""
    if _another_contact(client, weighed, caught):
        return None
    if points(weighed) >= client.points and (len(families(weighed)) >= SEVERAL or _heaviest(weighed) >= HIGH):
        return None
    reason = Told(
        N_("{sign} alone is too little to act on: watch it."), {"sign": Title(weighed[0].title)}
    ) if len(families(weighed)) == 1 else Told(N_("What shows so far is too little to act on: watch it."))  # fmt: skip
    return Verdict("do_nothing", "watch", (reason,), caught)


def _other_contact(client: Relationship, weighed: tuple[Shown, ...], caught: tuple[str, ...], _a: object) -> Verdict | None:  # fmt: skip
    if not _another_contact(client, weighed, caught):
        return None
    return Verdict("another_contact", "repair", (Told(CAUGHT["one_contact"]),), caught)


def _running(
    client: Relationship, _w: tuple[Shown, ...], caught: tuple[str, ...], _a: object
) -> Verdict | None:
    going = next((one for one in client.tried if one.outcome is Outcome.TOO_EARLY), None)
    if going is None:
        return None
    reason = Told(
        N_("“{remedy}” is under way, and it is too early to say whether it helps."),
        {"remedy": Title(all_remedies()[going.remedy].title)},
    )
    return Verdict(going.remedy, "repair", (reason,), caught)


def _likely(client: Relationship, weighed: tuple[Shown, ...], caught: tuple[str, ...], alone: Chance | None) -> Verdict | None:  # fmt: skip
    if alone is None or alone.mid < LIKELY:
        return None
    rungs = open_rungs(client.tried, families(weighed))
    best = rungs[0].name if rungs else "do_nothing"
    reason = Told(
        N_(
            "It is likely to change: the signs go by themselves within six months with a probability of {share}."
        ),
        {"share": Share(alone.mid)},
    )
    return Verdict(best, "repair" if rungs else "watch", (reason,), caught)


def _untried(client: Relationship, weighed: tuple[Shown, ...], caught: tuple[str, ...], _a: object) -> Verdict | None:  # fmt: skip
    rungs = open_rungs(client.tried, families(weighed))
    if not rungs:
        return None
    reason = Told(
        N_("Not everything fair has been tried: the mildest remedy still open is “{remedy}”."),
        {"remedy": Title(rungs[0].title)},
    )
    return Verdict(rungs[0].name, "repair", (*_several(weighed), reason), caught)


def _complained(
    _c: Relationship, _w: tuple[Shown, ...], caught: tuple[str, ...], _a: object
) -> Verdict | None:
    if "just_complained" not in caught:
        return None
    return Verdict("do_nothing", "watch", (Told(CAUGHT["just_complained"]),), caught)


RULES: tuple[Rule, ...] = (
    _machine,
    _grave,
    _process,
    _nothing,
    _too_little,
    _us_first,
    _other_contact,
    _running,
    _likely,
    _untried,
    _complained,
)


def _part(weighed: tuple[Shown, ...], alone: Chance | None) -> Verdict:
    tried = (
        Told(N_("Everything fair has been tried; whether the signs would go by themselves is not known."))
        if alone is None
        else Told(N_("Everything fair has been tried, and the signs are unlikely to go."))
    )
    return Verdict("part_with_notice", "part", (*_several(weighed), tried))


def _several(weighed: tuple[Shown, ...]) -> tuple[Told, ...]:
    names = [FAMILIES[name].title for name in families(weighed) if name in FAMILIES]
    told = Told(N_("Strong signs of several families: {families}."), {"families": tuple(map(Title, names))})
    return (told,) if len(names) >= SEVERAL else ()


def _heaviest(weighed: tuple[Shown, ...]) -> float:
    return max(one.weight for one in weighed)
