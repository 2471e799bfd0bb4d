"""The clients of the demo firm: who they are, and the lasting traits by which they behave."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from amicable.demo import plants
from amicable.demo.days import DAYS, FIRST, MONTHS, Flags, Floats, Ints
from amicable.demo.dice import chance
from amicable.demo.people import Company, Person, companies, person, slug
from amicable.demo.plants import BAD, FALSE_POSITIVES, TRAITS
from amicable.demo.trades import Trade

SIZES = ("small", "medium", "large")
FOREVER = DAYS + 10_000


@dataclass(frozen=True)
class Cast:
    """One entry per client in every field."""

    trade: Trade
    ids: list[str]
    parts: list[str]
    """"bad", the name of a false positive, or nothing."""
    families: list[tuple[str, ...]]
    """Families of signs in which a bad client is strong."""
    companies: list[Company]
    languages: list[str]
    contacts: list[list[Person]]
    segments: list[str]
    sizes: list[str]
    zones: list[str]
    since: Ints
    ended: Ints
    """Day on which the relationship ended; FOREVER if it has not."""
    revenue: Floats
    """Planned revenue by client and month."""
    traits: Mapping[str, Floats]
    hours_share: Floats
    direct_share: Floats
    talk: Floats
    """Messages against the average client."""

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def active(self) -> Flags:
        """Whether each client is served in each month."""
        return self.revenue > 0

    @property
    def weight(self) -> Floats:
        """How much more than the average client is asked for, by size; never extreme."""
        mean = self.revenue.sum(axis=1) / np.maximum(self.active.sum(axis=1), 1)
        return np.asarray(np.clip((mean / np.median(mean)) ** 0.4, 0.6, 1.8))

    def playing(self, part: str) -> Ints:
        """Who plays this part."""
        return np.flatnonzero([p == part for p in self.parts])

    def strong(self, family: str) -> Flags:
        """Who was planted with this family."""
        return np.array([family in mine for mine in self.families])

    def country(self, client: int) -> str:
        """Where the client is."""
        return self.trade.clients_abroad.get(self.zones[client], self.trade.country)

    def is_consumer(self, client: int) -> bool:
        """Whether the client is a person and not a business."""
        return bool(self.trade.segment_at_home) and self.segments[client] == self.trade.segment_at_home


def cast(trade: Trade, rng: np.random.Generator, count: int) -> Cast:
    """The clients of a firm of this trade."""
    parts, families = _parts(trade, rng, count)
    special = np.array([bool(p) for p in parts])
    languages = [str(x) for x in rng.choice(list(trade.languages), count, p=list(trade.languages.values()))]
    segments = _segments(trade, rng, special)
    named = _companies(rng, languages, [s == trade.segment_at_home for s in segments])
    fees, sizes = _fees(trade, rng, special, parts)
    since, ended = _tenure(rng, parts)
    zones = _zones(trade, rng, special)
    steady = special | np.array([zone != trade.zone for zone in zones])
    return Cast(
        trade=trade,
        ids=[f"C{i + 1:04d}" for i in range(count)],
        parts=parts,
        families=families,
        companies=named,
        languages=languages,
        contacts=[_contacts(rng, *pair) for pair in zip(named, languages, parts, strict=True)],
        segments=segments,
        sizes=sizes,
        zones=zones,
        since=since,
        ended=ended,
        revenue=_revenue(rng, fees, special, since, ended),
        traits=_traits(rng, parts, families, steady),
        hours_share=_hours_share(trade, rng, families, parts),
        direct_share=_direct_share(trade, rng, families),
        talk=_talk(rng, parts, families),
    )


def _parts(trade: Trade, rng: np.random.Generator, count: int) -> tuple[list[str], list[tuple[str, ...]]]:
    chosen = rng.permutation(count)
    parts = [""] * count
    families: list[tuple[str, ...]] = [()] * count
    pattern = plants.SHOP_FAMILIES if trade.is_shop else plants.SERVICE_FAMILIES
    for turn, client in enumerate(chosen[:BAD]):
        parts[client], families[client] = "bad", pattern[turn % len(pattern)]
    for part, client in zip(FALSE_POSITIVES, chosen[BAD:], strict=False):
        parts[client] = part
    return parts, families


def _segments(trade: Trade, rng: np.random.Generator, special: Flags) -> list[str]:
    """Planted clients are businesses: consumers pay before they are served."""
    everywhere = rng.integers(len(trade.segments), size=len(special))
    businesses = rng.integers(len(trade.segments) - 1, size=len(special))
    return [trade.segments[i] for i in np.where(special, businesses, everywhere)]


def _companies(rng: np.random.Generator, languages: Sequence[str], at_home: Sequence[bool]) -> list[Company]:
    """A name for each client, none twice."""
    pools = {lang: iter(rng.permutation(len(companies(lang)))) for lang in sorted(set(languages))}
    taken: set[str] = set()
    return [
        _household(rng, language, taken) if consumer else _next_company(pools, language, taken)
        for language, consumer in zip(languages, at_home, strict=True)
    ]


def _next_company(pools: Mapping[str, Iterator[int]], language: str, taken: set[str]) -> Company:
    """The next name of the language; those of English when it has no more."""
    for tongue in (language, "en", "es", "pl", "fi"):
        for index in pools.get(tongue, ()):
            found = companies(tongue)[int(index)]
            if found.domain not in taken:
                taken.add(found.domain)
                return found
    raise AssertionError(language)


def _household(rng: np.random.Generator, language: str, taken: set[str]) -> Company:
    """A consumer, under a mailbox name that nobody else has."""
    for turn in range(1, 1000):
        somebody = person(rng, language, "postilaatikko.example")
        box = f"{slug(somebody.name)}{turn if turn > 1 else ''}@postilaatikko.example"
        if somebody.name not in taken:
            taken.add(somebody.name)
            return Company(somebody.name, somebody.name.upper(), box)
    raise AssertionError(language)


def _contacts(rng: np.random.Generator, company: Company, language: str, part: str) -> list[Person]:
    """One to three people; of the difficult contact's company three, the last being difficult."""
    if "@" in company.domain:
        first, last = company.name.split(" ", 1)
        given, surname = (last, first) if language == "vi" else (first, last)
        return [Person(given, surname, company.domain, language, "customer")]
    roles = ("owner", "office", "purchasing")[: 3 if part == "difficult_contact" else int(rng.integers(1, 4))]
    found = {p.address: p for p in (person(rng, language, company.domain, role) for role in roles)}
    machine = [Person("ERP", "notifications", f"erp@{company.domain}", "en", "system")]
    return list(found.values()) + (machine if part == "robot" else [])


def _zones(trade: Trade, rng: np.random.Generator, special: Flags) -> list[str]:
    zones = [trade.zone] * len(special)
    far = rng.permutation(np.flatnonzero(~special))[: len(trade.clients_abroad) * 2]
    for turn, client in enumerate(far):
        zones[client] = list(trade.clients_abroad)[turn % len(trade.clients_abroad)]
    return zones


def _fees(
    trade: Trade, rng: np.random.Generator, special: Flags, parts: Sequence[str]
) -> tuple[Floats, list[str]]:
    """Monthly revenue and size class; the demanding client pays for the hours it takes."""
    middling, spread = rng.normal(0.1, 0.35, len(parts)), rng.normal(0, 0.7, len(parts))
    fees = trade.fee * np.exp(np.where(special, middling, spread))
    sizes = [SIZES[i] for i in np.searchsorted(np.quantile(fees, [0.4, 0.8]), fees)]
    demanding = np.array([p == "demanding" for p in parts])
    return np.where(demanding, trade.fee * 2.8, fees), sizes


def _tenure(rng: np.random.Generator, parts: Sequence[str]) -> tuple[Ints, Ints]:
    """First and last days: most are old, a quarter came in these years, a sixth left."""
    count = len(parts)
    special = np.array([bool(p) for p in parts])
    came = chance(rng, 0.25, count) & ~special
    since = np.where(came, rng.integers(1, DAYS - 90, count), -rng.integers(30, 3600, count))
    since[[p == "few_observations" for p in parts]] = DAYS - 80
    stay = np.maximum(since, 0) + rng.integers(200, DAYS, count)
    left = chance(rng, 0.24, count) & ~special & (stay < DAYS)
    return since, np.where(left, stay, FOREVER)


def _revenue(rng: np.random.Generator, fees: Floats, special: Flags, since: Ints, ended: Ints) -> Floats:
    usual = np.clip(rng.normal(0.06, 0.08, len(fees)), -0.1, 0.25)
    growth = np.where(special, rng.normal(-0.02, 0.02, len(fees)), usual)
    years = np.arange(MONTHS) / 12
    active = (since[:, None] < FIRST[None, 1 : MONTHS + 1]) & (ended[:, None] >= FIRST[None, :MONTHS])
    return np.asarray(fees[:, None] * (1 + growth[:, None]) ** years * active)


def _traits(
    rng: np.random.Generator, parts: Sequence[str], families: Sequence[tuple[str, ...]], steady: Flags
) -> dict[str, Floats]:
    """Lasting shares; an ordinary client has at most one weak spot, a planted one its own families."""
    weak = np.where(steady, -1, rng.integers(len(TRAITS) * 3, size=len(parts)))
    traits = {}
    for turn, (name, trait) in enumerate(TRAITS.items()):
        usual, loose = trait.drawn(rng, len(parts))
        planted = np.array([trait.family in mine for mine in families])
        traits[name] = np.where(
            planted, rng.uniform(*trait.planted, len(parts)), np.where(weak == turn, loose, usual)
        )
    traits["late"][[p == "price_sensitive" for p in parts]] = 0.0
    traits["after_hours"][[p == "demanding" for p in parts]] = 0.5
    return traits


def _hours_share(
    trade: Trade, rng: np.random.Generator, families: Sequence[tuple[str, ...]], parts: Sequence[str]
) -> Floats:
    """Cost of staff time as a share of revenue: two and a half times the usual where planted; low where each hour is priced."""
    usual = np.clip(np.exp(rng.normal(0, 0.11, len(families))), 0.7, 1.22)
    drain = np.array(["drain" in mine for mine in families])
    priced = np.where([p == "demanding" for p in parts], 0.85, usual)
    return trade.hours_share * np.where(drain, rng.uniform(2.4, 2.9, len(families)), priced)


def _direct_share(trade: Trade, rng: np.random.Generator, families: Sequence[tuple[str, ...]]) -> Floats:
    """Direct cost as a share of revenue: too much to leave a margin where planted without drain."""
    usual = trade.direct_share * np.exp(rng.normal(0, 0.1, len(families)))
    loss = np.array(["unprofitable" in mine and "drain" not in mine for mine in families])
    enough = 1.25 - trade.hours_share
    return np.where(loss, rng.uniform(enough, enough + 0.15, len(families)), usual)


def _talk(rng: np.random.Generator, parts: Sequence[str], families: Sequence[tuple[str, ...]]) -> Floats:
    talk = np.exp(rng.normal(0, 0.35, len(parts)))
    talk = np.where([bool(p) for p in parts], np.clip(talk, 0.9, 1.6), talk)
    talk[["no boundaries" in mine for mine in families]] *= 1.5
    talk[[p == "demanding" for p in parts]] *= 2.2
    return talk
