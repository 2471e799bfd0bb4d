"""Reading the directory of alternatives."""

from datetime import timedelta

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from amicable.web.cases.models import Case
from amicable.web.parting.models import Alternative

A_YEAR = timedelta(days=365)


def alternatives() -> QuerySet[Alternative]:
    """Everybody in the directory, those who can be named first, each with `load`: clients referred in a year."""
    lately = Q(referrals__named_at__gte=timezone.now() - A_YEAR)
    return Alternative.objects.annotate(load=Count("referrals", filter=lately)).order_by("-is_active", "name")


def offered(case: Case) -> list[tuple[Alternative, bool]]:
    """Whom the client of a case can be referred to, and whether they are; those who did not agree are left out."""
    chosen = set(case.referrals.values_list("alternative_id", flat=True))
    found = alternatives().filter(Q(pk__in=chosen) | Q(is_active=True, agreed_on__isnull=False))
    return [(one, one.pk in chosen) for one in found if one.pk in chosen or has_room(one)]


def has_room(one: Alternative) -> bool:
    """Whether they can take one more client this year; `one` as `alternatives` gives it."""
    return one.most_a_year is None or one.load < one.most_a_year
