"""Answers as plain values, the same for JSON here and for every other reader; the schema is documented."""

from dataclasses import asdict
from decimal import Decimal
from typing import TYPE_CHECKING

from amicable.i18n import say
from amicable.money import Money

if TYPE_CHECKING:
    from collections.abc import Mapping

    from amicable.decision.dossier import Dossier
    from amicable.decision.findings import Finding, SignOnAll
    from amicable.decision.holdings import Holding
    from amicable.decision.occasions import Receivables, Total
    from amicable.decision.review import Candidate, Review
    from amicable.decision.situations import Situation
    from amicable.signs import Sign


def money(minor: float | None, currency: str) -> str | None:
    """An exact amount as text ("1234.50"), or None where unknown."""
    return None if minor is None else f"{Money(round(minor), currency).amount:f}"


def review(answer: "Review", candidates: "list[Candidate]") -> dict[str, object]:
    """The schema amicable.review/1."""
    currency = answer.facts.evidence.firm.currency
    return {
        "as_of": answer.as_of.isoformat(),
        "currency": currency,
        "criteria": answer.criteria.version,
        "clients": len(answer.portfolio.client_id),
        "named": answer.named,
        "ranking": [candidate(one, currency) for one in candidates],
        "signs": [sign_on_all(one) for one in answer.signs],
        "no_evidence": list(answer.no_evidence),
        "looks_automatic": [
            {"client_id": client, "messages": count} for client, count in answer.automatic.items()
        ],
    }


def candidate(one: "Candidate", currency: str) -> dict[str, object]:
    """One client of the ranking."""
    return {
        "rank": one.rank,
        "client_id": one.client_id,
        "name": one.name,
        "segment": one.segment,
        "since_on": one.since_on and one.since_on.isoformat(),
        "course": one.course,
        "points": one.points,
        "families": list(one.families),
        "revenue_12_months": money(one.revenue, currency),
        "margin_12_months": money(one.margin, currency),
        "hours_12_months": None if one.hours is None else round(one.hours, 2),
        "margin_per_hour": money(one.margin_per_hour, currency),
        "findings": [finding(found, currency) for found in one.findings],
    }


def finding(one: "Finding", currency: str) -> dict[str, object]:
    """One sign on one client."""
    return {
        "sign": one.sign.name,
        "family": one.sign.family,
        "events": round(one.events, 4),
        "exposure": round(one.exposure, 4),
        "observations": one.observations,
        "rate": round(one.rate, 4),
        "peer_rate": round(one.peer_rate, 4),
        "shrunk_rate": round(one.shrunk, 4),
        "interval_90": [round(one.low, 4), round(one.high, 4)],
        "threshold": round(one.threshold, 4),
        "strength": round(one.strength, 4),
        "q_value": round(one.q_value, 5),
        "strong": one.strong,
        "counts": one.counts,
        "set_aside": one.aside,
        "value": money(one.value, currency),
        "last_on": one.last_on and one.last_on.isoformat(),
        "expires_on": one.expires_on and one.expires_on.isoformat(),
        "half_life_quarters": one.sign.half_life_quarters,
        "trend": one.trend.direction,
        "changed_on": one.trend.changed_on and one.trend.changed_on.isoformat(),
        "quarters": [{"began_on": c.began_on.isoformat(), "events": c.x, "exposure": c.n} for c in one.cells],
    }


def sign_on_all(one: "SignOnAll") -> dict[str, object]:
    """One sign on the whole portfolio."""
    lasts = one.persistence
    return {
        "sign": one.sign.name,
        "clients": len(one.summary),
        "events": round(float(one.summary.x.sum()), 4),
        "exposure": round(float(one.summary.n.sum()), 4),
        "clumping": round(one.judged.clumping, 3),
        "persistence": round(lasts.rho, 3) if lasts.known else None,
        "persistence_interval_90": [round(lasts.low, 3), round(lasts.high, 3)] if lasts.known else None,
        "mostly_chance": lasts.mostly_chance,
        "parameters": dict(one.sign.parameters),
    }


def situation(one: "Situation", currency: str, language: str | None = None) -> dict[str, object]:
    """One documented situation, its sentence in `language` (else the reader's)."""
    return {
        "sign": one.sign.name,
        "happened_on": one.happened_on.isoformat(),
        "sentence": one.sentence(
            shown_date=one.happened_on.isoformat(),
            shown_money=f"{money(one.value, currency)} {currency}",
            shown_number=f"{one.amount:.1f}",
            language=language,
        ),
        "value": money(one.value, currency),
        "table": one.table,
        "evidence_id": one.evidence_id,
        "file": one.file,
        "line": one.line,
    }


def dossier(answer: "Dossier", language: str | None = None) -> dict[str, object]:
    """The schema amicable.client/1."""
    currency = answer.review.facts.evidence.firm.currency
    return {
        "as_of": answer.review.as_of.isoformat(),
        "currency": currency,
        "criteria": answer.review.criteria.version,
        "client": candidate(answer.client, currency),
        "quarters": [
            {
                "began_on": one.began_on.isoformat(),
                "revenue": money(one.revenue, currency),
                "cost": money(one.cost, currency),
                "hours": round(one.hours, 2),
                "margin": money(one.margin, currency),
            }
            for one in answer.quarters
        ],
        "account": [
            {"began_on": began_on.isoformat(), **account(amounts, answer.unknown_lines, currency)}
            for began_on, amounts in answer.account
        ],
        "unknown_lines": list(answer.unknown_lines),
        "missing": list(answer.review.portfolio.missing),
        "future": future(answer),
        "contacts": [
            {
                "sign": name,
                "one_only": one.one_only,
                "others": one.others,
                "people": [{"contact": who, "occasions": count} for who, count in one.people],
            }
            for name, one in answer.contacts.items()
        ],
        "came_first": [
            {
                "sign": name,
                "first": one.first,
                "ours_on": one.ours_on and one.ours_on.isoformat(),
                "theirs_on": one.theirs_on.isoformat(),
                "after_ours": one.after_ours,
                "occasions": one.occasions,
            }
            for name, one in answer.precedence.items()
        ],
        "situations": [situation(one, currency, language) for one in answer.situations],
    }


def account(amounts: "Mapping[str, int]", unknown: "tuple[str, ...]", currency: str) -> dict[str, object]:
    """Every line of the account; null for a line that the records say nothing about."""
    return {name: None if name in unknown else money(amount, currency) for name, amount in amounts.items()}


def future(answer: "Dossier") -> dict[str, object]:
    """What the client will leave over the firm's horizon, in money of today."""
    from amicable.costing.future import horizon  # noqa: PLC0415 (loads arrays, which other answers do without)

    firm, found = answer.review.facts.evidence.firm, answer.future
    years, discount = horizon(firm)
    low, mid, high = (None, None, None) if found is None else found
    return {
        "years": years,
        "discount": discount,
        "low": money(low, firm.currency),
        "value": money(mid, firm.currency),
        "high": money(high, firm.currency),
        "method": answer.review.facts.future.method,
    }


def total(one: "Total", currency: str) -> dict[str, object]:
    """Occasions of one sign on one client, or on all."""
    plain = asdict(one)
    rounded = {name: round(value, 4) if isinstance(value, float) else value for name, value in plain.items()}
    rate = None if one.rate is None else round(one.rate, 4)
    return {
        **rounded,
        "rate": rate,
        "value": money(one.value, currency),
        "value_shown": money(one.value_shown, currency),
    }


def holding(one: "Holding", currency: str) -> dict[str, object]:
    """One table of the ledger."""
    return {
        "table": one.table,
        "rows": one.rows,
        "first_on": one.first_on and one.first_on.isoformat(),
        "last_on": one.last_on and one.last_on.isoformat(),
        "clients": one.clients,
        "sum": money(one.amount, currency),
        "hours": None if one.seconds is None else round(one.seconds / 3600, 4),
    }


def face(one: "Total", owed: "Receivables", currency: str) -> dict[str, object]:
    """The same at face value, in one of several currencies."""
    return {
        "value": money(one.value, currency),
        "value_shown": money(one.value_shown, currency),
        "open_amount": money(owed.open_amount, currency),
        "overdue_amount": money(owed.overdue_amount, currency),
    }


def receivables(owing: "list[tuple[Receivables, str]]") -> dict[str, object]:
    """Open and overdue invoices; amounts are face values added up whatever the currency."""
    if not owing:
        return {}
    first = owing[0][0]
    return {
        "open": first.open,
        "open_face_amount": f"{sum((Money(owed.open_amount, code).amount for owed, code in owing), Decimal()):f}",
        "overdue": first.overdue,
        "overdue_face_amount": f"{sum((Money(owed.overdue_amount, code).amount for owed, code in owing), Decimal()):f}",
    }


def sign(one: "Sign", language: str | None = None) -> dict[str, object]:
    """One entry of the catalogue of signs."""
    return {
        "sign": one.name,
        "title": say(one.title, language),
        "explanation": say(one.explanation, language),
        "family": one.family,
        "gravity": str(one.gravity),
        "model": str(one.model),
        "needs": list(one.needs),
        "also": list(one.also),
        "side": str(one.side),
        "source": one.source or "amicable",
        "remedies": list(one.remedies),
        "framing": say(one.framing, language),
        "confidential": one.confidential,
        "half_life_quarters": one.half_life_quarters,
        "expires_days": one.expires_days,
        "parameters": dict(one.parameters),
        "rule_out": [say(reason, language) for reason in one.rule_out],
    }


def doubts(answer: "Dossier", language: str | None = None) -> list[str]:
    """What must be ruled out before anybody speaks to the client."""
    return [say(reason, language) for reason in answer.doubts]
