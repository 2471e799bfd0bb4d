"""The criteria: versions, what a change would do, how good past lists were, what is usual, whom they touch."""

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query, Schema
from pydantic import Field

from amicable.decision.what_if import Difference, Group, audit, differences, drift, what_if
from amicable.i18n import N_
from amicable.report.answers import money
from amicable.web.api.routes import Routes
from amicable.web.api.shapes import Amount, Number, Page, Paged, Sent, Written, piece
from amicable.web.criteria import actions, judging
from amicable.web.criteria.marked import marked
from amicable.web.criteria.models import Judgement, Meeting, Version
from amicable.web.portfolio.reviewing import reading
from amicable.web.rendering import language
from amicable.web.rights import STEER

ROUTES = Routes.about(N_("Criteria"))
MOST = 100
Setting = Annotated[str, Field(max_length=120, pattern=r"^[a-z_.]+ *= *[a-z0-9.+-]+$", examples=["late_payment.grace_days=0"])]  # fmt: skip


class DifferenceAnswer(Schema):
    """One setting that differs."""

    sign: str
    """Empty: a setting of the whole review."""
    setting: str
    before: float
    after: float
    sentence: str


class VersionAnswer(Schema):
    """The criteria as they read from a moment on."""

    number: int
    by: str
    reason: str
    at: datetime
    text: str
    differences: list[DifferenceAnswer]
    """From the version before."""


class GroupAnswer(Schema):
    """Some clients with what they bring and take in a year."""

    count: int
    revenue_12_months: Amount
    margin_12_months: Amount
    unknown_margin: int
    hours_12_months: float
    clients: list[str]
    """Their ids, worst first; at most 200."""


class WhatIfAnswer(Schema):
    """Draft criteria beside those in force."""

    as_of: date
    currency: str
    differences: list[DifferenceAnswer]
    appears: GroupAnswer
    drops: GroupAnswer
    stays: GroupAnswer


class Draft(Sent):
    """A change to the criteria in force."""

    set: Annotated[list[Setting], Field(min_length=1, max_length=MOST)]
    reason: Written


class WhichDraft(Schema):
    """Which change is tried."""

    set: Annotated[list[Setting], Field(max_length=MOST)] = []


class Norm(Schema):
    """One sign among all clients."""

    sign: str
    before: float | None
    lately: float | None
    moved: bool
    quarters: list[tuple[date, float, float]]
    """First day, how much showed, out of how much."""


class Selected(Schema):
    """One group: how many of its clients are listed."""

    value: str
    clients: int
    listed: int
    low: float
    high: float
    verdict: str


class AttributeAnswer(Schema):
    """One attribute with its groups."""

    name: str
    audit_only: bool
    groups: list[Selected]


class JudgementAnswer(Schema):
    """How good past lists were."""

    as_of: date
    at: datetime
    criteria: str
    alarms: dict[str, Any]
    regret: dict[str, Any]


class MeetingAnswer(Schema):
    """A review of the criteria with its agenda."""

    number: int
    quarter: date
    written_at: datetime
    agenda: dict[str, Any]
    held_at: datetime | None
    held_by: str
    minutes: str


@ROUTES.get("criteria/versions", STEER, N_("Every version of the criteria, latest first"), Page[VersionAnswer])  # fmt: skip
def criteria_versions(request: HttpRequest, asked: Paged) -> dict[str, object]:  # noqa: ARG001 (the signature of an operation)
    """With author, reason, and how it differs from the one before."""
    actions.catch_up()
    return piece(Version.objects.all(), asked, _version)


@ROUTES.post("criteria/versions", STEER, N_("Change the criteria, with a reason"), VersionAnswer)
def change_criteria(request: HttpRequest, draft: Draft) -> dict[str, object]:
    """They hold from now on; the next review goes by them."""
    changed = actions.of_version(actions.catch_up()).changed(draft.set)
    made = actions.keep(by=request.user, draft=changed, reason=draft.reason, at=timezone.now())
    return _version(made)


@ROUTES.get("criteria/what-if", STEER, N_("Who would be listed under a draft, and who no longer"), WhatIfAnswer)  # fmt: skip
def try_criteria(request: HttpRequest, which: Query[WhichDraft]) -> dict[str, object]:  # noqa: ARG001 (the signature of an operation)
    """On the ledger as it is now."""
    before = actions.of_version(actions.catch_up())
    draft = before.changed(which.set)
    with reading() as answer:
        found = what_if(answer, draft)
    currency = answer.facts.evidence.firm.currency
    return {
        "as_of": answer.as_of,
        "currency": currency,
        "differences": _differences(differences(before, draft)),
        **{name: _group(getattr(found, name), currency) for name in ("appears", "drops", "stays")},
    }


@ROUTES.get("criteria/norms", STEER, N_("What is usual, quarter by quarter"), list[Norm])
def criteria_norms(request: HttpRequest) -> list[dict[str, object]]:  # noqa: ARG001 (the signature of an operation)
    """Those that have moved first."""
    with reading() as answer:
        found = drift(answer)
    return [
        {
            "sign": one.sign.name,
            "before": one.before,
            "lately": one.lately,
            "moved": one.sure,
            "quarters": [(cell.began_on, cell.x, cell.n) for cell in one.quarters],
        }
        for one in found
    ]


@ROUTES.get("criteria/fairness", STEER, N_("How often clients of each group are listed"), list[AttributeAnswer])  # fmt: skip
def criteria_fairness(request: HttpRequest) -> list[dict[str, object]]:  # noqa: ARG001 (the signature of an operation)
    """With intervals; groups too small are said to be so."""
    with reading() as answer:
        found = audit(answer, marked())
    return [
        {"name": one.name, "audit_only": one.audit_only, "groups": [vars(group) for group in one.groups]}
        for one in found
    ]


@ROUTES.get("criteria/judgements", STEER, N_("How good past lists were, latest first"), Page[JudgementAnswer])
def criteria_judgements(request: HttpRequest, asked: Paged) -> dict[str, object]:  # noqa: ARG001 (the signature of an operation)
    """False alarms, and regret as it is now."""
    regret = judging.regret()
    return piece(Judgement.objects.all(), asked, lambda one: {"as_of": one.as_of, "at": one.at, "criteria": one.criteria, "alarms": one.found["alarms"], "regret": regret})  # fmt: skip


@ROUTES.get("criteria/reviews", STEER, N_("Reviews of the criteria, latest first"), Page[MeetingAnswer])
def criteria_reviews(request: HttpRequest, asked: Paged) -> dict[str, object]:  # noqa: ARG001 (the signature of an operation)
    """Each with the agenda that the system wrote."""
    return piece(Meeting.objects.all(), asked, _meeting)


class Minutes(Sent):
    """What a review decided."""

    minutes: Written


@ROUTES.post("criteria/reviews/{int:number}/hold", STEER, N_("Write down that a review was held"), MeetingAnswer, status=200)  # fmt: skip
def hold_criteria_review(request: HttpRequest, number: Number, given: Minutes) -> dict[str, object]:
    """Once; its minutes stay."""
    found = get_object_or_404(Meeting, pk=number)
    actions.hold(by=request.user, meeting=found, minutes=given.minutes, at=timezone.now())
    found.refresh_from_db()
    return _meeting(found)


def _version(one: Version) -> dict[str, object]:
    before = Version.objects.filter(pk__lt=one.pk).first()
    found = differences(actions.of_version(before), actions.of_version(one))
    return {"number": one.pk, "by": one.by, "reason": one.reason, "at": one.at, "text": one.text, "differences": _differences(found)}  # fmt: skip


def _differences(found: tuple[Difference, ...]) -> list[dict[str, object]]:
    return [
        {
            "sign": one.sign.name if one.sign else "",
            "setting": one.name,
            "before": one.before,
            "after": one.after,
            "sentence": one.said(language()),
        }
        for one in found
    ]


def _group(one: Group, currency: str) -> dict[str, object]:
    return {
        "count": one.count,
        "revenue_12_months": money(one.revenue, currency),
        "margin_12_months": money(one.margin, currency),
        "unknown_margin": one.unknown_margin,
        "hours_12_months": one.hours,
        "clients": [client.client_id for client in one.clients],
    }


def _meeting(one: Meeting) -> dict[str, object]:
    names = ("quarter", "written_at", "agenda", "held_at", "held_by", "minutes")
    return {"number": one.pk, **{name: getattr(one, name) for name in names}}
