"""The money of a dossier in words: where it goes, what is to come; and whether we began."""

from dataclasses import dataclass

from markupsafe import Markup

from amicable.costing.future import horizon
from amicable.decision.dossier import Dossier
from amicable.decision.origins import Contacts, Precedence
from amicable.i18n import N_
from amicable.report import accounts
from amicable.signs import all_signs
from amicable.web.portfolio.dossier.file import File
from amicable.web.rendering import counted, figures, told

MISSING = {
    "revenue": N_("Only {share} of what the firm billed is known by client; your limit is {limit}. Until more is known, no margin is shown."),
    "periods": N_("Costs and revenue are both recorded for only {share} of the last four closed quarters; your limit is {limit}. Until more is known, no margin is shown."),
}  # fmt: skip
METHODS = {
    "margins": N_("Reckoned from the margins of the last two years, for as long as clients of this firm stay."),
    "bgnbd": N_("Reckoned from how often and for how much the clients of this shop buy (BG/NBD, Gamma-Gamma)."),
    "recency_frequency": N_("Reckoned from what clients who last bought as long ago, and as often, bought in the following year."),
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One line of the account of the year."""

    title: str
    about: str
    amount: str
    share: str
    why: str


@dataclass(frozen=True)
class Future:
    """What the client will leave, in words."""

    sentence: str
    range: str
    method: str
    loss: bool


@dataclass(frozen=True)
class Origin:
    """Where one sign comes from."""

    title: str
    said: tuple[str, ...]
    warning: bool
    """Whether it calls for another look before anything is decided."""


def lines(file: File) -> list[Line]:
    """Every line of the account, with its share of what was billed; unknown ones with the reason."""
    f, billed = figures(), file.account["billed"]
    return [
        Line(
            one.title,
            one.about,
            f.money(one.amount, unit=False),
            "" if one.amount is None or billed <= 0 else f.percent(one.amount / billed),
            one.why,
        )
        for one in accounts.steps(file.account, file.dossier.unknown_lines, f)
    ]


def picture(file: File) -> Markup:
    """Where the money goes."""
    f = figures()
    taken = accounts.steps(file.account, file.dossier.unknown_lines, f)
    return accounts.where_it_goes(file.account, taken, f, margin=file.dossier.client.margin)


def future(found: Dossier) -> Future | None:
    """What the client will leave over the coming years, with its range; None where it is unknown."""
    value, f = found.future, figures()
    if value is None:
        return None
    low, mid, high = value
    firm = found.review.facts.evidence.firm
    years, discount = horizon(firm)
    words = N_("Over the next {years} years it will probably cost us {amount} more than it brings, in money of today.") if mid < 0 else N_("Over the next {years} years it will probably leave {amount}, in money of today.")  # fmt: skip
    return Future(
        sentence=told(
            words, years=f.number(years, 0 if years == round(years) else 1), amount=f.money(abs(mid))
        ),
        range=told(
            N_(
                "Very likely between {low} and {high} (9 of 10 times). A later year counts {discount} less than the one before."
            ),
            low=f.money(low),
            high=f.money(high),
            discount=f.percent(discount),
        ),
        method=told(METHODS[found.review.facts.future.method]),
        loss=mid < 0,
    )


def missing(found: Dossier) -> list[str]:
    """What is not known about the whole firm, so that no margin is shown of anybody."""
    from amicable.costing.gate import limit  # noqa: PLC0415 (loads the engine's expressions; hardly ever needed)

    p, f = found.review.portfolio, figures()
    firm = found.review.facts.evidence.firm
    return [
        told(MISSING[name], share=f.percent(getattr(p.known, name)), limit=f.percent(limit(firm, name)))
        for name in p.missing
    ]


def origins(found: Dossier) -> list[Origin]:
    """For each sign that counts: what came first, our fault or theirs, and whether one person is behind it all."""
    told_of = []
    for name, first in found.precedence.items():
        people = found.contacts.get(name)
        said = [_first(first), *([_people(people)] if people else [])]
        warning = first.first in ("ours", "same_day") or bool(people and people.one_only)
        told_of.append(Origin(told(all_signs()[name].title), tuple(one for one in said if one), warning))
    return told_of


def _first(one: Precedence) -> str:
    f = figures()
    words = {
        "ours": N_("Our fault came first: on {ours}, before it first showed on {theirs}. {after} of {all} times it followed a fault of ours within a month."),
        "same_day": N_("A fault of ours and this first showed on the same day, {theirs}. {after} of {all} times it followed a fault of ours within a month."),
        "theirs": N_("It first showed on {theirs}, before any documented fault of ours ({ours}). {after} of {all} times it followed a fault of ours within a month."),
        "unknown": N_("It first showed on {theirs}; no fault of ours is documented."),
    }[one.first]  # fmt: skip
    return told(words, ours=f.day(one.ours_on), theirs=f.day(one.theirs_on), after=f.number(one.after_ours), all=f.number(one.occasions))  # fmt: skip


def _people(one: Contacts) -> str:
    name = one.people[0][0]
    if one.one_only:
        return told(N_("All of it comes from one person, {contact}; others there never gave occasion. Another contact may solve it."), contact=name)  # fmt: skip
    if len(one.people) == 1:
        return told(N_("As far as the records say, it comes from {contact}."), contact=name)
    return counted(
        "It comes from {count} people there.", "It comes from {count} people there.", len(one.people)
    )
