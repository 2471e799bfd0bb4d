"""What will become of each strong sign of a client, in words that a layman reads right."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from amicable.decision.ladder import all_remedies
from amicable.decision.outlook import Chance, SignOutlook, WithRemedy
from amicable.decision.outlook.figures import Step, fan, likely, odds
from amicable.i18n import N_
from amicable.web.portfolio.outlook import drawing
from amicable.web.rendering import counted, figures, told

LONG = 6
"""Months ahead of which the headline speaks."""
GAIN = 0.02
"""What a remedy must add to the probability to be worth a line."""
MOST_REMEDIES = 3
TOLD_BY = {
    "model": N_("Told by the pattern of the months so far. On your own records it has proved better than any simple rule."),
    "base_rate": N_("Told by how often this sign went away among all your clients. Nothing cleverer has proved better on your records."),
    "own_rate": N_("Told by how often this sign went away with this client. Nothing cleverer has proved better on your records."),
    "not_enough_history": N_("There is too little history to prove any forecast. This is how often such a sign went away so far; take it as a first guess."),
}  # fmt: skip
"""Who tells, in words."""
HEADLINES = (
    (0.1, N_("“{sign}” is very unlikely to change by itself: about {part} in {whole} within six months.")),
    (0.4, N_("“{sign}” is unlikely to change by itself: about {part} in {whole} within six months.")),
    (0.6, N_("“{sign}” is as likely as not to change by itself: about {part} in {whole} within six months.")),
    (0.9, N_("“{sign}” is likely to change by itself: about {part} in {whole} within six months. Do not give up yet.")),
    (1.0, N_("“{sign}” is very likely to change by itself: about {part} in {whole} within six months. Do not give up yet.")),
)  # fmt: skip
"""Up to which probability a headline holds."""


@dataclass(frozen=True)
class Told:
    """One probability in words: for which question, how likely, between what."""

    question: str
    likely: str
    between: str


@dataclass(frozen=True)
class Ahead:
    """What will become of one sign."""

    name: str
    title: str
    state: str
    lately: str
    """How it stands in the last three months."""
    short: str
    """Whether it will change by itself, in one line; empty where nothing can be told."""
    chances: tuple[Told, ...]
    remedies: tuple[Told, ...]
    no_remedy: bool
    """Whether it shows, and no remedy is known to do better than waiting."""
    by: str
    fan: Markup
    steps: tuple[tuple[str, str, str], ...]
    """The fan as a table: months, probability, between what."""


def ahead(found: Sequence[SignOutlook], signs: Sequence[str]) -> list[Ahead]:
    """The outlook of these signs, in this order; a sign without any month is left out."""
    by_name = {one.sign.name: one for one in found}
    return [_ahead(by_name[name]) for name in signs if name in by_name]


def headline(found: Sequence[SignOutlook], signs: Sequence[str]) -> str:
    """What becomes of the first of these signs that shows, alone and with its best remedy; empty if none does."""
    by_name = {one.sign.name: one for one in found}
    showing = (by_name[name] for name in signs if name in by_name and by_name[name].state == "showing")
    one = next(showing, None)
    if one is None or one.p6 is None:
        return ""
    title = told(one.sign.title)
    if one.by == "not_enough_history":
        return told(N_("Whether “{sign}” will change by itself cannot be told yet: there is too little history."), sign=title)  # fmt: skip
    part, whole = odds(one.p6)
    words = next(words for most, words in HEADLINES if one.p6 <= most)
    said = [told(words, sign=title, part=part, whole=whole)]
    if best := _worth_trying(one):
        part, whole = odds(best[0].p6)
        remedy = told(all_remedies()[best[0].recovery.remedy].title)
        said.append(told(N_("With a remedy it is about {part} in {whole} ({remedy})."), part=part, whole=whole, remedy=remedy))  # fmt: skip
    return " ".join(said)


def _ahead(one: SignOutlook) -> Ahead:
    steps = fan(one.chances)
    tried = _worth_trying(one)
    return Ahead(
        name=one.sign.name,
        title=told(one.sign.title),
        state=one.state,
        lately=_lately(one),
        short=_short(one),
        chances=tuple(_chance(one, months) for months in sorted(one.chances)),
        remedies=tuple(_with(each) for each in tried[:MOST_REMEDIES]),
        no_remedy=one.state == "showing" and not tried,
        by=told(TOLD_BY[one.by]) if one.state == "showing" else "",
        fan=drawing.fan(steps, _short(one), figures()) if one.state == "showing" else Markup(),
        steps=tuple(_step(step) for step in steps) if one.state == "showing" else (),
    )


def _lately(one: SignOutlook) -> str:
    if one.state == "unseen":
        return told(N_("Nothing happened in the last three months in which it could have shown. So nothing is told about what comes."))  # fmt: skip
    if one.state == "quiet":
        return str(counted("In the last three months it was not above its limit. It has been quiet for {count} month.", "In the last three months it was not above its limit. It has been quiet for {count} months.", one.months))  # fmt: skip
    return str(counted("It has shown for {count} month without a break.", "It has shown for {count} months without a break.", one.months))  # fmt: skip


def _short(one: SignOutlook) -> str:
    if one.p3 is None or one.p6 is None:
        return ""
    question = N_("Will it change by itself? {three} within three months, {part} in {whole} within six.") if one.state == "showing" else N_("Will it stay away? {three} for three months, {part} in {whole} for six.")  # fmt: skip
    part, whole = odds(one.p6)
    return told(question, three=in_words(one.p3), part=part, whole=whole)


def in_words(probability: float) -> str:
    """A probability as people read it: “Unlikely: 1 in 12”."""
    part, whole = odds(probability)
    return told(likely(probability), part=part, whole=whole)


def _chance(one: SignOutlook, months: int) -> Told:
    showing = {3: N_("By itself, in three months"), 6: N_("By itself, in six months")}
    quiet = {3: N_("Still away in three months"), 6: N_("Still away in six months")}
    chance = one.chances[months]
    return Told(told((showing if one.state == "showing" else quiet)[months]), in_words(chance.probability), _between(chance))  # fmt: skip


def _with(one: WithRemedy) -> Told:
    remedy = told(all_remedies()[one.recovery.remedy].title)
    question = told(N_("In six months, with a remedy: {remedy}"), remedy=remedy)
    return Told(question, in_words(one.p6), _between(one.chances[LONG]))


def _worth_trying(one: SignOutlook) -> list[WithRemedy]:
    """Remedies that do better than waiting, the best first; of those that do alike, the one most is known about."""
    alone = one.p6 or 0.0
    return sorted((each for each in one.remedies if each.p6 > alone + GAIN), key=_by_promise)


def _by_promise(one: WithRemedy) -> tuple[float, float]:
    chance = one.chances[LONG]
    return -round(chance.probability, 2), chance.high - chance.low


def _between(one: Chance) -> str:
    f = figures()
    return told(N_("between {low} and {high}"), low=f.percent(one.low), high=f.percent(one.high))


def _step(one: Step) -> tuple[str, str, str]:
    f = figures()
    between = told(N_("{low} to {high}"), low=f.percent(one.low), high=f.percent(one.high))
    return f.number(one.month), f.percent(one.probability), between
