"""Sending letters, and writing down what became of them. Nothing goes out by itself: a person says so for each."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from amicable.disengagement.letter import Letter
from amicable.disengagement.rendering.mail import as_html
from amicable.disengagement.rendering.pdf import letter_as_pdf
from amicable.disengagement.rendering.written import annexes_as_text, as_text
from amicable.duties import pack
from amicable.i18n import N_
from amicable.refusal import Refusal
from amicable.web.accounts.mails import is_set_up
from amicable.web.accounts.models import Person
from amicable.web.cases.models import Case
from amicable.web.cases.moving import about, move
from amicable.web.cases.readiness.gates import packs
from amicable.web.diary.actions import write
from amicable.web.parting.access import conversation_of
from amicable.web.parting.facts.drafting import draft_of
from amicable.web.parting.letters.building import final
from amicable.web.parting.models import Posted
from amicable.web.rendering import firm

SMTP, BY_HAND = "smtp", "by_hand"
OUT = ("waiting", "sending", "sent", "doubtful")
"""States of a letter that is on its way, or has gone."""
WHEN = {
    "warning": ("open", "repairing"),
    "confirmation": ("told", "notice", "winding_down"),
    "reinstatement": ("reinstated",),
}
"""States of a case in which each kind of letter is sent; without a call the confirmation goes before."""


class NotToldYet(Refusal):
    """The client hears it from a person before anything is sent."""


class AlreadySent(Refusal):
    """The letter is on its way."""


class NoAddress(Refusal):
    """Nothing says where the letter should go."""


class NotSentYet(Refusal):
    """The notice does not begin before everybody has it in writing."""


class TooEarly(Refusal):
    """A day that is still to come, or lies before the letter itself."""


@dataclass(frozen=True)
class Way:
    """How a letter goes: by our mail server, or as somebody carried it themselves."""

    name: str
    """"smtp", "by_hand" (one's own mail program), "post", "tracked_post", "meeting" or "portal"."""
    on: date | None = None
    """The day on which it was posted or handed over."""
    tracking: str = ""


@transaction.atomic
def send(*, by: Person, case: Case, place: int, way: Way) -> Posted:
    """Send the confirmation to the addressee at `place`; MissingElement where a demanded part is missing."""
    made = final(case, place)
    no_call = _without_call(case)
    if not no_call and case.state not in WHEN["confirmation"]:
        raise NotToldYet(
            N_("The client has not been told yet. Hold the conversation first, or plan that nobody calls and say why.")
        )  # fmt: skip
    posted = put(by=by, case=case, made=made, way=way)
    if no_call:
        move(by=by, case=case, action="tell", reason=_why_no_call(case), done=("outcome",))
    return posted


def _without_call(case: Case) -> bool:
    plan = conversation_of(case)
    return case.state == "conversation_planned" and plan is not None and plan.no_call


def _why_no_call(case: Case) -> str:
    plan = conversation_of(case)
    return plan.why_no_call if plan else ""


@transaction.atomic
def put(*, by: Person, case: Case, made: Letter, way: Way, kind: str = "confirmation") -> Posted:
    """Put a letter into the outbox; one that somebody carried themselves is only written down."""
    _refuse(case, made, way, kind)
    pdf = letter_as_pdf(made)
    now = timezone.now()
    posted = Posted.objects.create(
        case=case,
        kind=kind,
        to_name=made.to.name,
        to_email=made.to.email if way.name in (SMTP, BY_HAND) else "",
        language=made.language,
        subject=made.subject,
        text=f"{as_text(made)}\n{annexes_as_text(made)}",
        html=as_html(made),
        pdf=pdf,
        digest=hashlib.sha256(pdf).hexdigest(),
        way="email" if way.name in (SMTP, BY_HAND) else way.name,
        due_at=now,
        tracking=way.tracking.strip(),
        sent_by=by.email,
        **({} if way.name == SMTP else _carried(case, way)),
    )
    act = "parting.letter_out" if way.name == SMTP else "parting.letter_carried"
    write(act, by=by.email, about=about(case), name=case.client.name, to=made.to.name)
    return posted


def _refuse(case: Case, made: Letter, way: Way, kind: str) -> None:
    """Everything that keeps a letter from going."""
    if kind != "confirmation" and case.state not in WHEN[kind]:
        raise NotToldYet(N_("This letter does not belong to where the case is now. Look at the case to see where it stands."))  # fmt: skip
    if case.posted.filter(kind=kind, to_name=made.to.name, state__in=OUT).exists():
        raise AlreadySent(
            N_("A letter to {name} is on its way already. It is sent again only once it came back."),
            name=made.to.name,
        )
    if way.name == SMTP and not (made.to.email and is_set_up()):
        raise NoAddress(
            N_("There is no e-mail address of {name}, or no mail server is set up. Write the address on the page “Who is told?”, or send the letter by post."),
            name=made.to.name,
        )  # fmt: skip
    if way.name != SMTP and (way.on is None or way.on > timezone.localdate()):
        raise TooEarly(N_("Say on which day it was posted or handed over; not a day to come."))


def _carried(case: Case, way: Way) -> dict[str, object]:
    if way.on is None:
        raise TooEarly(N_("Say on which day it was posted or handed over; not a day to come."))
    at = datetime.combine(way.on, time(12), ZoneInfo(firm().zone))
    received = way.on if way.name in ("meeting", BY_HAND, "portal") else way.on + on_the_way(case)
    arrived = way.on if way.name == "meeting" else None
    return {"state": "sent", "sent_at": at, "counts_from": received, "arrived_on": arrived}


def on_the_way(case: Case) -> timedelta:
    """Days after which the duties take a letter for received."""
    return timedelta(days=pack(case.pack, packs()).notice.delivery_days)


@transaction.atomic
def arrived(*, by: Person, posted: Posted, on: date) -> Posted:
    """Somebody saw that it arrived."""
    _refuse_day(posted, on)
    posted.arrived_on, posted.state = on, "sent"
    posted.counts_from = min(posted.counts_from or on, on)
    posted.sent_at = posted.sent_at or timezone.now()
    posted.save()
    write("parting.letter_arrived", by=by.email, about=about(posted.case), name=posted.case.client.name, to=posted.to_name)  # fmt: skip
    return posted


@transaction.atomic
def came_back(*, by: Person, posted: Posted, on: date, why: str) -> Posted:
    """It bounced, or the post brought it back: it does not count, and may be sent another way."""
    _refuse_day(posted, on)
    posted.came_back_on, posted.came_back_why, posted.state = on, why.strip(), "came_back"
    posted.counts_from = None
    posted.save()
    write("parting.letter_came_back", by=by.email, about=about(posted.case), name=posted.case.client.name, to=posted.to_name)  # fmt: skip
    return posted


def _refuse_day(posted: Posted, on: date) -> None:
    if on > timezone.localdate() or on < timezone.localdate(posted.sent_at or posted.made_at):
        raise TooEarly(N_("Choose a day between the one on which it was sent and today."))


@transaction.atomic
def try_again(*, by: Person, posted: Posted) -> Posted:
    """Let a letter go out once more of which nobody knows whether it did, or that was given up."""
    if posted.state not in ("doubtful", "given_up"):
        raise AlreadySent(
            N_("A letter to {name} is on its way already. It is sent again only once it came back."),
            name=posted.to_name,
        )
    posted.state, posted.due_at, posted.tries = "waiting", timezone.now(), 0
    posted.save(update_fields=["state", "due_at", "tries"])
    write("parting.letter_out", by=by.email, about=about(posted.case), name=posted.case.client.name, to=posted.to_name)  # fmt: skip
    return posted


def unconfirmed(case: Case) -> list[str]:
    """Names of addressees who do not have it in writing yet."""
    sent = set(case.posted.filter(kind="confirmation", state="sent").values_list("to_name", flat=True))
    return [one.name for one in draft_of(case).drafted.parting.addressees if one.name not in sent]


@transaction.atomic
def begin_notice(*, by: Person, case: Case) -> Case:
    """Begin the notice once everybody has it in writing."""
    lacking = unconfirmed(case)
    if lacking:
        raise NotSentYet(
            N_("The notice begins once everybody has it in writing. Still without a letter: {names}."),
            names=", ".join(lacking),
        )
    return move(by=by, case=case, action="give_notice", done=("confirmation",))
