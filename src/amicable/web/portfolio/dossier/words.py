"""The dossier in words: sentences that a layman reads right."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from babel import Locale
from markupsafe import Markup

from amicable.costing.gate import limit
from amicable.decision.dossier import Dossier
from amicable.decision.findings import Finding
from amicable.i18n import N_
from amicable.report import charts
from amicable.report.figures import Figures
from amicable.signs import Model, all_signs
from amicable.web.portfolio.dossier import money
from amicable.web.portfolio.dossier.file import File
from amicable.web.rendering import counted, figures, language, told

COURSES = {
    "repair": N_("repair first"),
    "watch": N_("watch"),
    "keep": N_("keep"),
    "unknown": N_("unknown"),
}
ASIDE = {
    "chance": N_("strong, but mostly chance on this ledger: not counted"),
    "profitable": N_("strong, but the client pays well for its hours: not counted"),
    "ours": N_("our own fault: shown to us, never counted against the client"),
    "expired": N_("strong once, but not seen for long: not counted"),
}
CERTAIN = 0.99
SURE = (
    (CERTAIN, N_("That it is above what is usual and acceptable is as good as certain (more than {sure}).")),
    (0.9, N_("That it is above what is usual and acceptable is very likely ({sure}).")),
    (0.7, N_("That it is above what is usual and acceptable is likely ({sure}).")),
    (0.3, N_("Whether it is above what is usual and acceptable cannot be said ({sure}).")),
    (0.0, N_("That it is above what is usual and acceptable is unlikely ({sure}).")),
)
"""From which probability on which sentence holds."""
ROLES = {
    "owner": N_("owner"),
    "partner": N_("partner"),
    "manager": N_("manager"),
    "senior": N_("senior"),
    "employee": N_("employee"),
    "assistant": N_("assistant"),
    "contractor": N_("contractor"),
    "": N_("role not written down"),
}
FEES = {
    "month": N_("{amount} a month"),
    "quarter": N_("{amount} a quarter"),
    "year": N_("{amount} a year"),
    "once": N_("{amount} once"),
    "hour": N_("{amount} an hour"),
}
YEAR = 4
"""Quarters."""
FAINT = 0.5
"""Sureness above which a sign that is not strong is still worth a look."""


@dataclass(frozen=True)
class Sign:
    """One sign on the client, in words and small pictures."""

    name: str
    title: str
    about: str
    counts: bool
    aside: str
    seen: str
    dots: Markup
    likely: str
    interval: Markup
    sure: str
    trend: str
    direction: str
    spark: Markup
    fades: str
    """How fast it is forgotten, and when it no longer counts."""
    rule_out: tuple[str, ...]


def verdict(found: Dossier) -> str:
    """What the client brings and costs, in one sentence."""
    one, f = found.client, figures()
    revenue, hours = f.money(one.revenue), f.hours(one.hours)
    if one.margin is None:
        return told(N_("Brought {revenue} in the last four closed quarters and took {hours}. Not all costs are known, so the margin is unknown."), revenue=revenue, hours=hours)  # fmt: skip
    if one.margin < 0:
        return told(N_("Costs us {amount} more in a year than it brings ({revenue} of revenue, {hours})."), amount=f.money(-one.margin), revenue=revenue, hours=hours)  # fmt: skip
    return told(N_("Leaves {margin} in a year, out of {revenue} of revenue, for {hours}."), margin=f.money(one.margin), revenue=revenue, hours=hours)  # fmt: skip


def place(found: Dossier) -> str:
    """Where the client stands in the ranking."""
    return told(
        N_("Number {rank} of {clients} in the ranking as of {day}; course to consider: {course}."),
        rank=figures().number(found.client.rank),
        clients=figures().number(found.peers + 1),
        day=figures().day(found.review.as_of, "long"),
        course=told(COURSES[found.client.course]),
    )


def signs(found: Dossier) -> list[Sign]:
    """Every sign measured on the client, the strong ones first."""
    return [_sign(one) for one in found.client.findings]


def _sign(one: Finding) -> Sign:
    f = figures()
    ratio = one.sign.model is Model.RATIO
    return Sign(
        name=one.sign.name,
        title=told(one.sign.title),
        about=told(one.sign.explanation),
        counts=one.counts,
        aside=told(ASIDE[one.aside]) if one.aside else "",
        seen=_seen(one, f),
        dots=Markup() if ratio else charts.dots_in_a_row(max(one.events, 0), one.exposure),
        likely=_likely(one, f),
        interval=charts.interval(one, f),
        sure=_sure(one, f),
        trend=_trend(one, f),
        direction=one.trend.direction,
        spark=charts.spark(one.cells, f),
        fades=_fades(one, f),
        rule_out=tuple(told(reason) for reason in one.sign.rule_out),
    )


def _seen(one: Finding, f: Figures) -> str:
    if one.sign.model is Model.RATIO:
        return told(
            N_("{rate} ({unit}); usual among its peers: {peers}."),
            rate=f.rate(one.sign, one.rate),
            unit=told(one.sign.unit),
            peers=f.rate(one.sign, one.peer_rate),
        )
    if one.sign.model is Model.STATED:
        return str(counted("confirmed once", "confirmed {count} times", int(one.events)))
    return told(
        N_("{events} of {exposure}; among its peers about {peers} of {exposure} would be usual."),
        events=f.count(max(one.events, 0)),
        exposure=f.count(one.exposure),
        peers=_about(one.peer_rate * one.exposure, f),
    )


def _about(value: float, f: Figures) -> str:
    """An expected count: whole where that says enough."""
    return f.number(value, 0 if value >= 1.95 or value < 0.05 else 1)  # noqa: PLR2004 (rounded for the eye)


def _likely(one: Finding, f: Figures) -> str:
    if one.sign.model is Model.STATED:
        return ""
    if one.sign.model is Model.RATIO:
        return told(
            N_("Very likely between {low} and {high}."),
            low=f.rate(one.sign, one.low),
            high=f.rate(one.sign, one.high),
        )
    return told(
        N_("Very likely between {low} and {high} of 100."),
        low=f.number(one.low * 100),
        high=f.number(one.high * 100),
    )


def _sure(one: Finding, f: Figures) -> str:
    if one.sign.model is Model.STATED:
        return told(N_("A person has confirmed it, and once is enough."))
    words = next(words for least, words in SURE if one.strength >= least)
    return told(words, sure=f.percent(min(one.strength, CERTAIN)))


def _trend(one: Finding, f: Figures) -> str:
    trend = one.trend
    if trend.changed_on is None:
        return told(N_("About the same from quarter to quarter.")) if trend.direction == "steady" else ""
    words = {
        "rising": N_("Rising since {day}: {before} before, {after} after."),
        "falling": N_("Falling since {day}: {before} before, {after} after."),
    }
    return told(
        words[trend.direction],
        day=f.day(trend.changed_on),
        before=f.rate(one.sign, trend.before or 0),
        after=f.rate(one.sign, trend.after or 0),
    )


def _fades(one: Finding, f: Figures) -> str:
    quarters = one.sign.half_life_quarters
    if quarters % YEAR == 0:
        fades = counted("What showed {count} year ago counts half as much as what shows today.", "What showed {count} years ago counts half as much as what shows today.", quarters // YEAR)  # fmt: skip
    else:
        fades = counted("What showed {count} quarter ago counts half as much as what shows today.", "What showed {count} quarters ago counts half as much as what shows today.", quarters)  # fmt: skip
    if not one.counts or one.expires_on is None:
        return str(fades)
    ends = told(N_("If it does not show again, it no longer counts after {day}."), day=f.day(one.expires_on, "long"))  # fmt: skip
    return f"{fades} {ends}"


def unmeasured(found: Dossier) -> tuple[list[str], list[str]]:
    """Signs without any evidence in the firm's records, and those without any about this client."""
    seen = {one.sign.name for one in found.client.findings} | set(found.review.no_evidence)
    here = [told(one.sign.title) for one in found.review.signs if one.sign.name not in seen]
    return [told(all_signs()[name].title) for name in found.review.no_evidence], here


def unknowns(file: File) -> list[str]:
    """What is unknown about the client's money, and why."""
    found, quarters, f = file.dossier, file.year, figures()
    said = []
    if not quarters:
        return [told(N_("No invoice, cost or hour of the last four closed quarters is recorded for this client."))]  # fmt: skip
    hours = sum(one.hours for one in quarters)
    unpriced = sum(one.unpriced_hours for one in quarters)
    if unpriced > hours * (1 - limit(found.review.facts.evidence.firm, "hours")):
        said.append(told(N_("For {hours} of {all} the cost per hour is not known. Write it down with the staff, or for the role, and the margin will be known."), hours=f.hours(unpriced), all=f.hours(hours)))  # fmt: skip
    if not quarters[-1].ever_billed:
        said.append(told(N_("Nothing was ever billed to this client. Its invoices may stand under another name; then the two must be joined.")))  # fmt: skip
    if not any(one.cost for one in found.quarters):
        said.append(told(N_("No hours and no costs are recorded for this client. They may stand under another name; then the two must be joined.")))  # fmt: skip
    said += money.missing(found)
    if found.client.margin is None and not said:
        said.append(told(N_("Some amounts are in a currency without an exchange rate, or lie before the first recorded cost.")))  # fmt: skip
    return said


def agreements(file: File) -> list[dict[str, Any]]:
    """What is agreed with the client, in words; what is not written down stays empty."""
    return [_agreement(row) for row in file.engagements]


def _agreement(row: Mapping[str, Any]) -> dict[str, Any]:
    f = figures()
    fee = "" if row["fee"] is None else f.money(row["fee"])
    hours = "" if row["planned_seconds"] is None else f.number(row["planned_seconds"] / 3600, 1)
    days = row["notice_days"]
    return {
        "title": row["title"] or row["service"] or row["evidence_id"],
        "evidence_id": row["evidence_id"],
        "fee": told(FEES[row["fee_period"]], amount=fee) if fee and row["fee_period"] in FEES else fee,
        "planned": told(N_("{hours} h planned a month"), hours=hours) if hours else "",
        "notice": "" if days is None else told(N_("{days} days' notice"), days=f.number(days)),
        "renewal": told(N_("renews on {day}"), day=f.day(row["renewal_on"])) if row["renewal_on"] else "",
        "since": told(N_("since {day}"), day=f.day(row["started_on"])) if row["started_on"] else "",
        "ended": told(N_("ended on {day}"), day=f.day(row["ended_on"])) if row["ended_on"] else "",
    }


def country(file: File) -> str:
    """The client's country by its name in the reader's language, where it is a known code."""
    code = (file.record.get("country") or "").upper()
    return str(Locale(language()).territories.get(code, code))


def roles(file: File) -> list[tuple[str, str]]:
    """Hours of the year by role."""
    f = figures()
    return [(told(ROLES[role]) if role in ROLES else role, f.hours(hours)) for role, hours in file.roles]
