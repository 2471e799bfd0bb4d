"""Arranging contact after the end, and writing down whether one would do it again."""

from datetime import date, timedelta

from django.db import transaction

from amicable.aftermath.cut_off import CutOff
from amicable.web.accounts.models import Person
from amicable.web.cases.moving import about
from amicable.web.closing.addresses import addresses_of, language_of
from amicable.web.closing.models import Closing, Deadline
from amicable.web.diary.actions import write
from amicable.web.rendering import firm

USUAL_DAYS = 365


@transaction.atomic
def cut_off(*, by: Person, closing: Closing, until: date, turn_to: str) -> CutOff:
    """Until when messages are answered by themselves, and where the client turns; refuses what is no address."""
    closing.cut_off_until, closing.turn_to = until, turn_to.strip()
    made = arranged(closing)
    closing.save(update_fields=["cut_off_until", "turn_to"])
    write("closing.cut_off", by=by.email, about=about(closing.case), name=closing.case.client.name)
    return made


def arranged(closing: Closing, spoken: str = "") -> CutOff:
    """What the filter, the answer and the note at the telephone are made of."""
    return CutOff(
        addresses=addresses_of(closing.case.client),
        firm=firm().name,
        until=closing.cut_off_until or closing.end_on + timedelta(days=USUAL_DAYS),
        language=spoken or language_of(closing.case.client),
        turn_to=closing.turn_to,
    )


@transaction.atomic
def look_back(
    *, by: Person, closing: Closing, months: int, again: str, words: str, reviews: str = ""
) -> Closing:
    """What whoever carried it says so many months later.

    `again`: whether one would do it again ("yes", "no", "unsure"); `reviews`: what the client has said in public since.
    """
    said = {"again": again, "words": words.strip(), "reviews": reviews, "by": by.email}
    closing.regret = {**closing.regret, str(months): said}
    closing.save(update_fields=["regret"])
    Deadline.objects.filter(closing=closing, kind=f"look_{months}", done_at=None).delete()
    write("closing.looked_back", by=by.email, about=about(closing.case), name=closing.case.client.name)
    return closing
