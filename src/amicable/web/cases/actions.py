"""Opening a case, freezing its evidence anew, handing it over; and what the firm asks of every case."""

from django.db import IntegrityError, transaction

from amicable.decision.course import OWN_PART
from amicable.decision.path import OVER
from amicable.i18n import N_
from amicable.refusal import Refusal
from amicable.web.accounts.models import Person
from amicable.web.cases import queries
from amicable.web.cases.decisions.sealing import put
from amicable.web.cases.evidence.freezing import file_of, keep
from amicable.web.cases.models import Case, CaseRules, Frozen, PassedOver
from amicable.web.cases.moving import about
from amicable.web.cases.readiness.ahead import forecasts
from amicable.web.cases.readiness.gates import usual_pack
from amicable.web.cases.readiness.weighing import as_known
from amicable.web.diary.actions import NOBODY, write
from amicable.web.portfolio.models import Client


class OneAtATime(Refusal):
    """The client has a case already."""


class AlreadyDecided(Refusal):
    """What was decided rests on the evidence as it was."""


class NotYours(Refusal):
    """Only the person who leads the case may do it."""


def open_case(*, by: Person, client: Client) -> Case:
    """Open a case about the client and freeze its evidence; who opens it leads it."""
    file, outlook = file_of(client.client_id, by), forecasts(client.client_id)
    pack = usual_pack(file.record.get("kind") or "")
    try:
        with transaction.atomic():
            made = Case.objects.create(client=client, led_by=by, opened_by=by, pack=pack)
            _seal(made, keep(made, file, by=by.email, outlook=outlook), by)
            _look_at_our_part(made)
            write("case.opened", by=by.email, about=about(made), name=client.name)
    except IntegrityError as error:
        raise OneAtATime(
            N_("There is a case about {name} already. Go on with that one, or finish it first."),
            name=client.name,
        ) from error
    return made


def freeze_anew(*, by: Person, case: Case) -> Frozen:
    """Freeze the evidence as it is now; what was frozen before stays."""
    if case.state not in ("open", "repairing") or queries.pending(case):
        raise AlreadyDecided(
            N_("The decision rests on the evidence as it was frozen, so it is not frozen anew. Withdraw the case and open another one if the facts have changed.")
        )  # fmt: skip
    file, outlook = file_of(case.client.client_id, by), forecasts(case.client.client_id)
    with transaction.atomic():
        made = keep(case, file, by=by.email, outlook=outlook)
        _seal(case, made, by)
        _look_at_our_part(case)
        write("case.frozen", by=by.email, about=about(case), name=case.client.name)
    return made


def _look_at_our_part(case: Case) -> None:
    """Take the first rung where the ledger has taken it, so that case and course give one answer."""
    case.passed_over.filter(by=NOBODY).delete()
    client = as_known(case)
    for one in client.tried if client else ():
        if one.reason == OWN_PART:
            PassedOver.objects.create(case=case, remedy=one.remedy, reason=one.reason, by=NOBODY)


def _seal(case: Case, frozen: Frozen, by: Person) -> None:
    content = {"frozen": frozen.pk, "as_of": frozen.as_of, "facts": frozen.facts_count, "head": frozen.head}
    put(case, "evidence", by=by.email, content=content)


@transaction.atomic
def hand_over(*, by: Person, case: Case, person: Person) -> Case:
    """Let another owner or manager lead the case."""
    if by != case.led_by and case.led_by.is_active:
        raise NotYours(N_("Only {lead}, who leads the case, can hand it over."), lead=case.led_by)
    case.led_by = person
    case.save(update_fields=["led_by"])
    write("case.led", by=by.email, about=about(case), name=case.client.name, person=str(person))
    return case


@transaction.atomic
def choose_pack(*, by: Person, case: Case, pack: str) -> Case:
    """Say which duties hold for this case."""
    if case.state in OVER:
        raise AlreadyDecided(N_("The case is over; its duties stay as they were."))
    case.pack = pack
    case.save(update_fields=["pack"])
    write("case.pack_chosen", by=by.email, about=about(case), name=case.client.name, pack=pack)
    return case


@transaction.atomic
def set_rules(*, by: Person, second_signature: bool, contest_days: int) -> CaseRules:
    """What the firm asks of every case from now on."""
    made, _ = CaseRules.objects.update_or_create(
        pk=1, defaults={"second_signature": second_signature, "contest_days": contest_days}
    )
    write("case.rules", by=by.email)
    return made
