"""Plans are measured by themselves when their day has come and the records reach it."""

from django.utils import timezone

from amicable.web.cases.models import Plan
from amicable.web.cases.plans.actions import measure
from amicable.web.portfolio.reviewing import NoFacts, reading


def measure_due() -> int:
    """Measure what is due; the number of plans."""
    due = Plan.objects.filter(outcome__in=("", "too_early"), measure_on__lte=timezone.localdate())
    waiting = list(due.select_related("case__client"))
    if not waiting:
        return 0
    try:
        with reading() as review:
            reached = [one for one in waiting if one.measure_on <= review.as_of]
            return len([measure(one, review) for one in reached])
    except NoFacts:
        return 0
