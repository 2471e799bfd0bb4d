"""Setting how long records are kept, holding them, and restricting them: the first of two phases."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from amicable.duties import RECORDS
from amicable.i18n import N_
from amicable.refusal import Refusal
from amicable.web.accounts.models import Person
from amicable.web.cases.moving import about
from amicable.web.closing.deadlines.writing import write_for_closing
from amicable.web.closing.models import Closing
from amicable.web.closing.offboarding.actions import seen
from amicable.web.closing.offboarding.facts import erase_day, kept_of
from amicable.web.closing.offboarding.planning import lay_out
from amicable.web.diary.actions import write
from amicable.web.portfolio.models import Assignment


class Shorter(Refusal):
    """The duties ask for longer."""


@transaction.atomic
def set_schedule(*, by: Person, closing: Closing, longer: dict[str, date]) -> Closing:
    """Keep classes of records longer than the duties ask, or as they ask; never shorter."""
    duties = {one.name: one.kept_until for one in kept_of(Closing(case=closing.case, end_on=closing.end_on))}
    for name, day in longer.items():
        if name not in duties or day < duties[name]:
            raise Shorter(
                N_(
                    "“{records}” must be kept until {day} at least. Leave the field empty to keep them so long."
                ),
                records=RECORDS.get(name, name),
                day=duties.get(name, closing.end_on),
            )
    closing.longer = {name: day.isoformat() for name, day in longer.items()}
    closing.erase_on = erase_day(closing)
    closing.save()
    lay_out(closing)
    write_for_closing(closing)
    seen(closing, "retention_set", by=by.email)
    write("closing.retention_set", by=by.email, about=about(closing.case), name=closing.case.client.name)
    return closing


@transaction.atomic
def hold(*, by: Person, closing: Closing, reason: str) -> Closing:
    """Put everything on hold for a reason, or lift the hold with none."""
    closing.hold_reason, closing.hold_by = reason.strip(), by.email if reason.strip() else ""
    closing.save(update_fields=["hold_reason", "hold_by"])
    act = "closing.hold_set" if closing.on_hold else "closing.hold_lifted"
    write(act, by=by.email, about=about(closing.case), name=closing.case.client.name)
    return closing


@transaction.atomic
def restrict(*, by: Person, closing: Closing) -> Closing:
    """Put the client's data out of daily sight: nobody is assigned any more, and only a few see them."""
    seen(closing, "data_restricted", by=by.email)
    closing.restricted_at = timezone.now()
    closing.save(update_fields=["restricted_at"])
    Assignment.objects.filter(client=closing.case.client).delete()
    write("closing.restricted", by=by.email, about=about(closing.case), name=closing.case.client.name)
    return closing
