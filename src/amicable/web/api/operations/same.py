"""Who may be the same client, and what was decided."""

from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Schema
from pydantic import Field

from amicable.i18n import N_
from amicable.web.api.operations.oneself import Work
from amicable.web.api.routes import Routes
from amicable.web.api.shapes import Number, Page, Paged, Sent, piece
from amicable.web.intake import actions, queries
from amicable.web.intake.models import Pair
from amicable.web.jobs.models import Job
from amicable.web.portfolio.reviewing import ledger
from amicable.web.rendering import language, told
from amicable.web.rights import STEER

ROUTES = Routes.about(N_("Who is the same client"))


class Reason(Schema):
    """One thing that speaks for it or against it."""

    sentence: str
    weight: float | None
    """Bits: each doubles the odds; null where it cannot be weighed."""


class Proposal(Schema):
    """Two clients that may be the same."""

    number: int
    a: str
    b: str
    name_a: str
    name_b: str
    certainty: float
    reasons: list[Reason]
    postponed_at: datetime | None


class Verdict(Sent):
    """What a person says about two clients."""

    verdict: Literal["same", "different", "later"]


class Link(Schema):
    """An id that is read as another client's, or is kept apart from it."""

    alias: str
    client_id: str
    how: str
    certainty: float
    apart: bool
    decided_by: str | None
    decided_at: datetime | None


class Alias(Sent):
    """An id that was linked."""

    alias: Annotated[str, Field(min_length=1, max_length=300, pattern=r"^[^\x00]*$")]


@ROUTES.get("merge-proposals", STEER, N_("Pairs of clients that may be the same"), Page[Proposal])
def merge_proposals(request: HttpRequest, asked: Paged) -> dict[str, object]:  # noqa: ARG001 (the signature of an operation)
    """The surest first; what was put off comes last."""
    return piece(queries.pairs(), asked, _proposal)


@ROUTES.post("merge-proposals/search", STEER, N_("Look for pairs anew"), Work, status=202)
def search_proposals(request: HttpRequest) -> Job:
    """The work that does it; ask for it until it is over."""
    return actions.compare(by=request.user.email, language=language())


@ROUTES.post(
    "merge-proposals/{int:number}", STEER, N_("Say whether two clients are the same"), Verdict, status=200
)
def settle_proposal(request: HttpRequest, number: Number, verdict: Verdict) -> Verdict:
    """Same and different are remembered for all later imports; later asks again."""
    actions.decide(get_object_or_404(Pair, pk=number), verdict.verdict, by=request.user.email)
    return verdict


@ROUTES.get("links", STEER, N_("Ids that are read as the same client, or kept apart"), Page[Link])
def links(request: HttpRequest, asked: Paged) -> dict[str, object]:  # noqa: ARG001 (the signature of an operation)
    """A person's decisions first."""
    return piece(queries.links(ledger()), asked, _link)


def _link(one: dict[str, Any]) -> dict[str, Any]:
    at = one["decided_at"]  # the ledger's times have no zone: they are in UTC
    return {**one, "decided_at": at and at.replace(tzinfo=UTC)}


@ROUTES.post("links/splitting", STEER, N_("Take a link back"), Alias, status=200)
def split_link(request: HttpRequest, alias: Alias) -> Alias:
    """The id is a client of its own again, and no later import links the two again."""
    actions.split(alias.alias, by=request.user.email)
    return alias


def _proposal(one: Pair) -> dict[str, object]:
    reasons = [
        {"sentence": told(message, **values), "weight": weight} for message, values, weight in one.reasons
    ]
    names = ("a", "b", "name_a", "name_b", "certainty", "postponed_at")
    return {"number": one.pk, "reasons": reasons, **{name: getattr(one, name) for name in names}}
