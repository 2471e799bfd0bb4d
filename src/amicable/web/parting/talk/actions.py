"""Planning the conversation, keeping notes of it, writing down what came of it; each moves the case as far as it may."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from amicable.i18n import N_
from amicable.refusal import Refusal
from amicable.web.accounts.models import Person
from amicable.web.cases.decisions.actions import contest
from amicable.web.cases.models import Case
from amicable.web.cases.moving import about, move
from amicable.web.diary.actions import write
from amicable.web.parting.access import conversation_of, may_call
from amicable.web.parting.facts.drafting import draft_of, kept
from amicable.web.parting.models import Conversation, Facts, Talk
from amicable.web.parting.stage import refuse_unless_decided
from amicable.web.rendering import told

BECAME_ABUSIVE = N_("The conversation became abusive before the date was said.")


class NotTheSpeaker(Refusal):
    """Somebody else speaks."""


class CallForbidden(Refusal):
    """The duties are against speaking with the client for this cause."""


class AlreadyTold(Refusal):
    """What was said cannot be planned any more."""


@dataclass(frozen=True)
class Planned:
    """How the client is told; `why_no_call` where nobody speaks."""

    speaker: Person | None = None
    starts_at: datetime | None = None
    minutes: int = 15
    way: str = "call"
    place: str = ""
    beside: Person | None = None
    why_no_call: str = ""
    language: str = ""


@transaction.atomic
def plan(*, by: Person, case: Case, planned: Planned) -> Conversation:
    """Plan the conversation, or plan it anew while the client does not know."""
    refuse_unless_decided(case)
    if case.state not in ("decided", "conversation_planned"):
        raise AlreadyTold(
            N_("The client knows already, so the conversation cannot be planned any more. What was said stands on its page.")
        )  # fmt: skip
    calls = not planned.why_no_call.strip()
    made, _ = Conversation.objects.update_or_create(
        case=case,
        defaults={
            "speaker": planned.speaker if calls else None,
            "starts_at": planned.starts_at if calls else None,
            "minutes": planned.minutes,
            "way": planned.way,
            "place": planned.place,
            "beside": planned.beside if calls else None,
            "why_no_call": planned.why_no_call.strip(),
            "planned_by": by.email,
        },
    )
    _keep_language(by, case, planned.language)
    if calls:
        _refuse_forbidden_call(case)
    if case.state == "decided":
        move(by=by, case=case, action="plan_conversation", done=("conversation",))
    else:
        write("parting.planned_anew", by=by.email, about=about(case), name=case.client.name)
    return made


def _refuse_forbidden_call(case: Case) -> None:
    """Refuse a call that the policy pack is against; where nothing can be drafted yet, nothing speaks against it."""
    may_call = True
    with suppress(Refusal):
        may_call = draft_of(case).drafted.call
    if not may_call:
        raise CallForbidden(
            N_("The policy pack of this case is against calling or meeting the client for this cause. Choose that nobody calls, and say why; the letter brings the news.")
        )  # fmt: skip


def _keep_language(by: Person, case: Case, language: str) -> None:
    said = {key: value for key, value in kept(case).items() if key != "language"}
    content = said | ({"language": language} if language else {})
    if content != kept(case):
        Facts.objects.update_or_create(case=case, defaults={"content": content, "changed_by": by.email})


def open_talk(by: Person, case: Case) -> Talk | None:
    """The conversation that the person holds now."""
    found: Talk | None = case.talks.filter(speaker=by, outcome="").first()
    return found


@transaction.atomic
def note(*, by: Person, case: Case, notes: str) -> Talk:
    """Keep the notes of a conversation that is going on; with the first it begins."""
    _refuse_others(by, case)
    made, _ = Talk.objects.get_or_create(case=case, speaker=by, outcome="")
    made.notes = notes
    made.save(update_fields=["notes"])
    return made


def _refuse_others(by: Person, case: Case) -> None:
    plan = conversation_of(case)
    if plan is None or plan.no_call or case.state != "conversation_planned":
        raise AlreadyTold(N_("No conversation is planned now. Look at the case to see where it stands."))
    if not may_call(by, case):
        raise NotTheSpeaker(N_("{speaker} speaks with this client. Ask them, or plan the conversation anew."), speaker=plan.speaker)  # fmt: skip


@transaction.atomic
def finish(*, by: Person, case: Case, outcome: str, told_on: date, heard: bool, said: str, notes: str | None = None) -> Talk:  # fmt: skip
    """Write down what came of the conversation; whoever leads the case moves it at once, else they are asked to."""
    _refuse_others(by, case)
    if outcome in ("told", "contested"):
        heard = True
    made, _ = Talk.objects.select_for_update().get_or_create(case=case, speaker=by, outcome="")
    made.outcome, made.said, made.ended_at = outcome, said.strip(), timezone.now()
    made.told_on = told_on if heard and outcome != "not_reached" else None
    made.notes = made.notes if notes is None else notes
    made.save()
    write(f"parting.{outcome}", by=by.email, about=about(case), name=case.client.name)
    if by == case.led_by:
        with suppress(Refusal), transaction.atomic():  # what was said was said, even where a gate now stands
            follow(by=by, case=case, talk=made)
    return made


@transaction.atomic
def follow(*, by: Person, case: Case, talk: Talk) -> Case:
    """Move the case as its latest conversation says; taken by whoever leads the case."""
    if talk.told_on:
        move(by=by, case=case, action="tell", reason=talk.said, done=("outcome",))
    if talk.outcome == "contested":
        contest(by=by, case=case, words=talk.said)
    elif talk.outcome == "other_terms":
        move(by=by, case=case, action="suspend", reason=talk.said)
    elif talk.outcome == "abusive" and not talk.told_on:
        _call_no_more(by, case)
    return case


def _call_no_more(by: Person, case: Case) -> None:
    """Nobody calls again where it became abusive: the letter is the news."""
    Conversation.objects.filter(case=case).update(
        speaker=None, starts_at=None, beside=None, why_no_call=told(BECAME_ABUSIVE), planned_by=by.email
    )
    write("parting.no_call", by=by.email, about=about(case), name=case.client.name)


def waiting_for_lead(case: Case) -> Talk | None:
    """A conversation whose outcome has not moved the case yet."""
    talk: Talk | None = case.talks.exclude(outcome="").first()
    if talk is None or case.state != "conversation_planned" or talk.outcome == "not_reached":
        return None
    plan = conversation_of(case)
    return None if plan and plan.no_call else talk


def say_how_it_was(*, talk: Talk, feeling: str) -> Talk:
    """How the speaker is; told to nobody else."""
    talk.feeling = feeling
    talk.save(update_fields=["feeling"])
    return talk
