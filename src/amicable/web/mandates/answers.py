"""Answers as plain values, the same for the command line and for programs."""

from typing import Any

from amicable.decision.mandate import Answer
from amicable.report.answers import money
from amicable.web.mandates.models import Booking, Mandate, Request
from amicable.web.rendering import language


def judged(found: Answer) -> dict[str, object]:
    """Whether one may do it now."""
    return {
        "allowed": found.allowed,
        "verdict": found.verdict.value,
        "sentence": found.said(language()),
        "left": money(found.left.minor, found.left.currency) if found.left else None,
        "ask": str(found.values.get("person", "")),
    }


def line(one: Mandate) -> dict[str, object]:
    """A line as programs read it."""
    return {
        "number": one.pk,
        "role": one.role,
        "action": one.action,
        "currency": one.currency,
        "per_client": money(one.per_client, one.currency),
        "per_month": money(one.per_month, one.currency),
        "segments": one.segments,
        "signs": one.signs,
        "unless": one.unless,
        "above": one.above.email,
    }


def booking(one: Booking) -> dict[str, object]:
    """A booking as programs read it."""
    granted_by: Any = one.request.answered_by if one.request else None
    return {
        "number": one.pk,
        "client": one.client_id,
        "action": one.action,
        "amount": money(one.amount, one.currency),
        "currency": one.currency,
        "reason": one.reason,
        "person": one.person.email,
        "at": one.at,
        "month": one.month,
        "granted_by": granted_by.email if granted_by else "",
        "taken_back_at": one.taken_back_at,
    }


def request_for_more(one: Request) -> dict[str, object]:
    """A request as programs read it."""
    return {
        "number": one.pk,
        "client": one.client_id,
        "action": one.action,
        "amount": money(one.amount, one.currency),
        "currency": one.currency,
        "reason": one.reason,
        "asked_by": one.asked_by.email,
        "asked_at": one.asked_at,
        "of": one.of.email,
        "state": one.state,
        "answer": one.answer,
    }
