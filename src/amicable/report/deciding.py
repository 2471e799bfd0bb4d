"""Duties, gates and courses as plain values, the same for JSON and for every other reader."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from amicable.i18n import N_, say, say_count
from amicable.report.answers import money

if TYPE_CHECKING:
    from amicable.decision.course import Course, Delight, Ending, Endings, Option, Range, Relationship
    from amicable.decision.gates import GateStanding
    from amicable.duties import Contradiction, Pack, Rule


def pack_line(one: "Pack", language: str) -> dict[str, object]:
    """A pack in a list: what it is for, when and by whom it was checked."""
    return {
        "name": one.name,
        "title": say(one.title, language),
        "countries": list(one.countries),
        "professions": list(one.professions),
        "clients": list(one.clients),
        "checked_on": one.checked_on.isoformat(),
        "checked_by": one.checked_by,
        "warning": say(one.warning, language),
    }


def pack(one: "Pack", language: str) -> dict[str, object]:
    """The schema amicable.pack/1: everything a pack says."""
    notice, reason = one.notice, one.reason_rule
    return {
        **pack_line(one, language),
        "notice": {
            "amount": notice.amount,
            "unit": notice.unit,
            "from": notice.from_,
            "delivery_days": notice.delivery_days,
            "work": notice.work,
            **_rule(notice, language),
        },
        "reason": {"choice": str(reason.choice), **_rule(reason, language)},
        "channels": [{"name": rule.name, "use": rule.use, **_rule(rule, language)} for rule in one.channels],
        "elements": [{"name": rule.name, **_rule(rule, language)} for rule in one.elements],
        "records": [
            {
                "name": rule.name,
                "return_by_days": rule.return_by_days,
                "keep_years": rule.keep_years,
                "keep_days": rule.keep_days,
                "from": rule.from_,
                "withhold": rule.withhold,
                "basis": say(rule.basis, language),
                **_rule(rule, language),
            }
            for rule in one.records
        ],
        "gates": [{"name": rule.name, **_rule(rule, language)} for rule in one.gates],
        "clocks": [
            {"name": rule.name, "days": rule.days, "working": rule.working, "after": rule.after, **_rule(rule, language)}
            for rule in one.clocks
        ],
        "variations": [
            {"causes": list(rule.causes), "at_once": rule.at_once, "reason": rule.reason, "never": list(rule.never), **_rule(rule, language)}
            for rule in one.variations
        ],
        "choices": [
            {
                "question": say(rule.question, language),
                "one": say(rule.one, language),
                "other": say(rule.other, language),
                "chosen": rule.chosen,
                **_rule(rule, language),
            }
            for rule in one.choices
        ],
        "sources": [
            {"name": name, "title": source.title, "url": source.url, "read_on": source.read_on.isoformat(), "seen": source.seen}
            for name, source in one.sources.items()
        ],
    }  # fmt: skip


def _rule(one: "Rule", language: str) -> dict[str, object]:
    return {"note": say(one.note, language), "cite": list(one.cite), "dated": one.dated.isoformat()}


def contradiction(one: "Contradiction", language: str) -> dict[str, object]:
    """A question on which packs differ, and the choice made."""
    return {
        "question": say(one.question, language, about=say(one.about, language)),
        "sides": [
            {
                "pack": side.pack,
                "value": side.value,
                "in_words": in_words(side.value, language),
                **_rule(side.rule, language),
            }
            for side in one.sides
        ],
        "chosen": one.chosen.value,
        "chosen_in_words": in_words(one.chosen.value, language),
        "chosen_from": one.chosen.pack,
        "why": say(one.why, language),
    }


WORDS = {
    "required": N_("required"),
    "optional": N_("optional"),
    "advised_against": N_("advised against"),
    "forbidden": N_("forbidden"),
    "normal": N_("yes, as agreed"),
    "finish": N_("only what was begun"),
    "stop": N_("no"),
    "tell": N_("yes, to tell the client"),
    "confirm": N_("yes, to confirm"),
    "never": N_("no, never"),
    "ask": N_("local law decides"),
    "until_paid": N_("yes, until paid"),
}
"""What packs say on a question, for readers."""


def in_words(value: str, language: str) -> str:
    """What a pack says, in the reader's words: "6 years", "advised against"."""
    if value in WORDS:
        return say(WORDS[value], language)
    words = value.split()
    counts = {unit: int(count) for count, unit in zip(words[::2], words[1::2], strict=True)}
    shown = (
        say_count("{count} year", "{count} years", counts.get("years", 0), language),
        say_count("{count} month", "{count} months", counts.get("months", 0), language),
        say_count("{count} day", "{count} days", counts.get("days", 0), language),
    )
    units = ("years", "months", "days")
    return ", ".join(text for text, unit in zip(shown, units, strict=True) if counts.get(unit)) or shown[2]


def course(
    client: "Relationship", one: "Course", gates: "Iterable[GateStanding]", pack_name: str, language: str
) -> dict[str, object]:
    """The schema amicable.course/1: rival options for one client, the recommendation, the gates."""
    return {
        "as_of": client.as_of.isoformat(),
        "currency": client.currency,
        "pack": pack_name,
        "client_id": client.client_id,
        "name": client.name,
        "horizon_months": client.months,
        "course": one.kind,
        "best": one.best,
        "because": [told.said(language) for told in one.because],
        "warnings": [told.said(language) for told in one.warnings],
        "caught": list(one.caught),
        "owner_must_look": one.owner_must_look,
        "extra_notice_days": one.extra_notice_days,
        "options": [option(rival, client.currency, language) for rival in one.options],
        "gates": [gate(standing, language) for standing in gates],
    }


def option(one: "Option", currency: str, language: str) -> dict[str, object]:
    """One of the rivals."""
    return {
        "name": one.name,
        "title": say(one.title, language),
        "margin": _money_range(one.margin, currency),
        "hours_freed": _range(one.hours_freed),
        "worth": _money_range(one.worth, currency),
        "total": _money_range(one.total, currency),
        "outlook": _range(one.outlook, 3),
        "risks": [told.said(language) for told in one.risks],
        "evidence": list(one.evidence),
        "true_if": one.true_if.said(language) if one.true_if else "",
    }


def gate(one: "GateStanding", language: str) -> dict[str, object]:
    """One gate on one client."""
    return {
        "name": one.gate.name,
        "title": say(one.gate.title, language),
        "state": one.state,
        "mandatory": one.mandatory,
        "explanation": say(one.said, language),
        "question": say(one.gate.question, language),
        "blocks": sorted(one.gate.blocks),
        "override": list(one.gate.override),
        "second_reviewer": one.gate.second_reviewer,
        "cooling_days": one.gate.cooling_days,
    }


def portfolio(courses: "Iterable[tuple[Relationship, Course]]", together: "Endings", kept: "Delight", currency: str, language: str) -> dict[str, object]:  # fmt: skip
    """The schema amicable.courses/1, but for its date: courses, endings together, clients to keep."""
    return {
        "currency": currency,
        "courses": [
            {"client_id": client.client_id, "name": client.name, "course": one.kind, "best": one.best, "because": [told.said(language) for told in one.because]}
            for client, one in courses
        ],
        "endings": endings(together, currency),
        "keep": delight(kept, currency, language),
        "hours_for_the_neglected": round(kept.hours, 2),
    }  # fmt: skip


def endings(one: "Endings", currency: str) -> dict[str, object]:
    """Several endings together."""
    return {
        "limit": one.limit,
        "chosen": [_ending(each, currency) for each in one.chosen],
        "waiting": [_ending(each, currency) for each in one.waiting],
        "hours_needed": round(one.hours_needed, 2),
        "hours_freed": round(one.hours_freed, 2),
        "enough": one.enough,
        "profit_lost": money(one.profit_lost, currency),
        "unknown": one.unknown,
        "replaced_by": one.replaced_by,
        "ideal_margin": money(one.ideal_margin, currency),
        "ideal_hours": None if one.ideal_hours is None else round(one.ideal_hours, 2),
        "months": [
            {
                "first_on": month.first_on.isoformat(),
                "lost": money(month.lost, currency),
                "gained": money(month.gained, currency),
                "hours_free": round(month.hours_free, 2),
            }
            for month in one.months
        ],
    }


def _ending(one: "Ending", currency: str) -> dict[str, object]:
    return {
        "client_id": one.client_id,
        "name": one.name,
        "hours": round(one.hours, 2),
        "revenue": money(one.revenue, currency),
        "margin": money(one.margin, currency),
    }


def delight(found: "Delight", currency: str, language: str) -> list[dict[str, object]]:
    """The clients nearest the ideal."""
    return [
        {
            "client_id": one.client_id,
            "name": one.name,
            "nearness": round(one.nearness, 3),
            "revenue": money(one.revenue, currency),
            "margin": money(one.margin, currency),
            "buys": list(one.buys),
            "brought": one.brought,
            "last_on": one.last_on and one.last_on.isoformat(),
            "missing_hours": round(one.missing_hours, 2),
            "neglected": one.neglected.said(language) if one.neglected else "",
        }
        for one in found.kept
    ]


def _range(one: "Range | None", places: int = 2) -> list[float] | None:
    return None if one is None else [round(one.low, places), round(one.mid, places), round(one.high, places)]


def _money_range(one: "Range | None", currency: str) -> list[str | None] | None:
    return None if one is None else [money(each, currency) for each in (one.low, one.mid, one.high)]
