"""What the letters of a case show by themselves: the confirmation went, and it arrived; nobody ticks that by hand."""

from datetime import date

from django.utils import timezone

from amicable.web.closing.models import Closing, OffboardingTask
from amicable.web.closing.offboarding.actions import Over, Waits, seen

SENT, ARRIVED = "send_confirmation", "delivery_proved"
RUNNING = ("notice", "winding_down")
"""States in which everybody has the confirmation in writing: the notice does not begin before."""


def see_letters() -> int:
    """Tick the tasks of the letter as far as it is known what became of it; how many."""
    waiting = OffboardingTask.objects.filter(task__in=(SENT, ARRIVED), done_at=None, accepted_at=None)
    written = Closing.objects.filter(case__posted__kind="confirmation", case__posted__state="sent")
    closings = written.filter(tasks__in=waiting, case__state__in=RUNNING).select_related("case__client")
    return sum(_seen(one, timezone.localdate()) for one in closings.distinct())


def _seen(closing: Closing, today: date) -> int:
    letters = closing.case.posted.filter(kind="confirmation").defer("pdf", "html", "text")
    sent = [one for one in letters if one.state == "sent"]
    back = {one.to_name for one in letters if one.state == "came_back"} - {one.to_name for one in sent}
    arrived = sent and not back and all(one.counts_from and one.counts_from <= today for one in sent)
    proof = "\n".join(f"{one.message_id or one.tracking} SHA-256 {one.digest}".strip() for one in sent)
    names = (SENT, ARRIVED) if arrived else (SENT,) if sent else ()
    try:
        return sum(seen(closing, name, proof) is not None for name in names)
    except (Waits, Over):  # somebody was quicker
        return 0
