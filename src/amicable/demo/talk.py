"""Who writes when: threads between clients and staff, by the clock of whoever writes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from amicable.demo.cast import Cast
from amicable.demo.days import (
    CALENDAR_MONTH,
    DAYS,
    MONTH_OF,
    Flags,
    Floats,
    Ints,
    moment,
    next_weekend,
    next_workday,
    some_workday,
)
from amicable.demo.dice import chance
from amicable.demo.people import Person
from amicable.demo.staffing import Staffing

ROBOT_MESSAGES = 2_000


@dataclass(frozen=True)
class Message:
    """One message, before it has words."""

    client: int
    staff: int
    person: Person
    inward: bool
    sent: datetime
    thread: int
    place: int
    """Which message of its thread, from 0."""


@dataclass(frozen=True)
class Hours:
    """Days and minutes at which one side writes."""

    day: Ints
    minute: Ints


def after_hours_chance(cast: Cast, client: Ints, day: Ints) -> Floats:
    """Chance that the client writes outside working hours: a trait, and for everybody the season."""
    season = np.array(cast.trade.evenings)[CALENDAR_MONTH[MONTH_OF[np.minimum(day, DAYS - 1)]] - 1]
    trait = cast.traits["after_hours"][client]
    return np.asarray(trait + season * (1 - trait))


def client_hours(rng: np.random.Generator, after_hours: Floats, day: Ints) -> Hours:
    """When clients write who on `day` or soon after sit down to do so."""
    count = len(day)
    outside = rng.random(count) < after_hours
    weekend = outside & chance(rng, 0.3, count)
    evening = rng.integers(18 * 60 + 40, 23 * 60 + 30, count)
    dawn = rng.integers(6 * 60, 7 * 60 + 30, count)
    office = rng.integers(8 * 60 + 30, 17 * 60 + 30, count)
    leisure = rng.integers(9 * 60, 21 * 60, count)
    outside_minute = np.where(weekend, leisure, np.where(chance(rng, 0.8, count), evening, dawn))
    return Hours(
        np.where(weekend, next_weekend(day), next_workday(day)), np.where(outside, outside_minute, office)
    )


def messages(cast: Cast, team: Staffing, rng: np.random.Generator) -> list[Message]:
    """Every message of the three years in the order of sending, the robot's included."""
    written = list(_threads(cast, team, rng))
    written += _robot(cast, team, rng, len(written))
    return sorted((m for m in written if _known(m)), key=lambda m: (m.sent, m.client, m.thread, m.place))


def _known(message: Message) -> bool:
    return message.sent < moment(DAYS, 0, "UTC")


def _begun(cast: Cast, rng: np.random.Generator) -> tuple[Ints, Ints]:
    """Client and first day of each thread."""
    season = np.clip(np.array(cast.trade.season), 0.7, 1.5)[CALENDAR_MONTH - 1]
    rate = cast.trade.threads * cast.active * season[None, :] * (cast.weight * cast.talk)[:, None]
    busy = np.array(cast.trade.evenings)[CALENDAR_MONTH - 1] > 0
    for who in cast.playing("seasonal"):
        rate[who] *= np.where(busy, 4.0, 0.2)
    count = rng.poisson(rate)
    for who in cast.playing("just_complained"):
        count[who, -1] = max(count[who, -1], 2)
    client, month = np.divmod(np.repeat(np.arange(count.size), count.ravel()), count.shape[1])
    return client, some_workday(rng, month)


def _threads(cast: Cast, team: Staffing, rng: np.random.Generator) -> Iterator[Message]:
    """Threads in turns: the client or we begin, then by turns, each turn a day or more later."""
    client, day = _begun(cast, rng)
    length = rng.choice([1, 2, 3, 4, 5], len(client), p=[0.2, 0.36, 0.22, 0.15, 0.07])
    we_begin = chance(rng, 0.18, len(client))
    staff = team.serving[client, rng.choice([0, 1, 2, 3], len(client), p=[0.1, 0.2, 0.4, 0.3])]
    speakers = _speakers(cast, rng, client)
    for place in range(5):
        going = length > place
        inward = we_begin == (place % 2 == 1)
        hours = _turn(cast, rng, client, day, speakers, inward)
        second = rng.integers(0, 60, len(client))
        for i in np.flatnonzero(going & (hours.day < DAYS)):
            zone = cast.zones[client[i]] if inward[i] else cast.trade.zone
            sent = moment(hours.day[i], hours.minute[i], zone, int(second[i]))
            person = cast.contacts[client[i]][speakers[i]]
            yield Message(int(client[i]), int(staff[i]), person, bool(inward[i]), sent, int(i), place)
        day = hours.day + rng.integers(1, 4, len(client))


def _speakers(cast: Cast, rng: np.random.Generator, client: Ints) -> Ints:
    """Which contact writes: the first most often, the difficult one every other time; a machine never begins a talk."""
    human = np.array([sum(p.role != "system" for p in people) for people in cast.contacts])[client]
    drawn = np.where(chance(rng, 0.6, len(client)), 0, (rng.random(len(client)) * human).astype(np.int64))
    difficult = np.isin(client, cast.playing("difficult_contact")) & (np.arange(len(client)) % 2 == 0)
    return np.asarray(np.where(difficult, human - 1, np.minimum(drawn, human - 1)))


def _turn(
    cast: Cast, rng: np.random.Generator, client: Ints, day: Ints, speakers: Ints, inward: Flags
) -> Hours:
    usual = after_hours_chance(cast, client, day)
    last = np.array([len(people) - 1 for people in cast.contacts])[client]
    difficult = np.isin(client, cast.playing("difficult_contact")) & (speakers == last)
    theirs = client_hours(rng, np.where(difficult, 0.6, usual), day)
    ours = next_workday(day), rng.integers(8 * 60 + 15, 17 * 60 + 45, len(day))
    return Hours(np.where(inward, theirs.day, ours[0]), np.where(inward, theirs.minute, ours[1]))


def _robot(cast: Cast, team: Staffing, rng: np.random.Generator, thread: int) -> list[Message]:
    """A machine at one client's that writes at any hour of any day; in a shop it opens tickets instead."""
    if cast.trade.is_shop:
        return []
    return [
        Message(
            int(who),
            int(team.serving[who, 4]),
            cast.contacts[who][-1],
            inward=True,
            sent=moment(day, minute, cast.trade.zone, int(minute) * 7 % 60),
            thread=thread + i,
            place=0,
        )
        for who in cast.playing("robot")
        for i, (day, minute) in enumerate(
            zip(rng.integers(0, DAYS, ROBOT_MESSAGES), rng.integers(0, 1440, ROBOT_MESSAGES), strict=True)
        )
    ]
