"""What stands around every page of a case: who it is about, its path, what is allowed, what comes next."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from amicable.decision.path import ENDING, OVER, PAUSES, STAGE_OF, STAGES, STATES, Allowed, allowed, in_words
from amicable.i18n import N_
from amicable.web.cases import queries
from amicable.web.cases.models import Case
from amicable.web.cases.stages import PAGES
from amicable.web.rendering import told
from amicable.web.rights import DECIDE

NEXT = {
    "open": N_("The facts are frozen. See whether something can still mend it; if not, answer the gates and decide."),
    "repairing": N_("Something is being tried. It is measured by itself on its day; until then nothing needs to be decided."),
    "decided": N_("It is decided. Plan the conversation: the client hears it from a person, before anything is sent."),
    "conversation_planned": N_("The conversation is planned. Nobody outside hears of it before."),
    "told": N_("The client knows. Send the confirmation with the date, then the notice begins."),
    "notice": N_("The notice is running. Work is done as well as on the first day."),
    "winding_down": N_("The last tasks are being done: files, access, money, handing over."),
    "closed": N_("Everything is handed over. What is left is support that was agreed, and money still owed."),
    "archived": N_("The files wait for the day on which they are erased."),
    "erased": N_("The client's data are erased. What is left names nobody."),
    "withdrawn": N_("The case was withdrawn, and the relationship goes on."),
    "contested": N_("The client contests the decision. Somebody who had no part in it answers."),
    "suspended": N_("The case rests. Nothing moves until somebody takes it up again."),
    "reinstated": N_("The client was taken back, on the terms written down."),
}  # fmt: skip
WAITING = N_("The decision is recorded and waits for a second person to sign it.")
KINDS_OF_WORK = {
    "quote": N_("Make offers"),
    "order": N_("Take orders, start something new"),
    "deliver": N_("Deliver what was agreed"),
    "invoice": N_("Send invoices for what was delivered"),
    "collect": N_("Collect money that is due"),
    "support": N_("Give support"),
}


@dataclass(frozen=True)
class Stage:
    """One stage of the path, and how far the case has come."""

    name: str
    title: str
    status: str
    """One of done, here, ahead, left."""
    view: str


def stages(case: Case) -> list[Stage]:
    """The whole path, always."""
    here = STAGE_OF.get(case.before if case.state in PAUSES else case.state, "")
    names = list(STAGES)
    place = names.index(here) if here else -1
    return [
        Stage(name, told(title), status := _status(i, place), _view(name, status, case))
        for i, (name, title) in enumerate(STAGES.items())
    ]


def _view(stage: str, status: str, case: Case) -> str:
    """The page of a stage; empty where there is none in this installation, and nothing to look back on yet."""
    if stage == "after" and status == "ahead":
        return ""
    try:
        reverse(PAGES.get(stage, ""), args=[case.pk])
    except NoReverseMatch:
        return ""
    return PAGES[stage]


def _status(i: int, place: int) -> str:
    if place < 0:
        return "left"
    return "done" if i < place else "here" if i == place else "ahead"


def works(case: Case) -> list[tuple[str, bool]]:
    """What may be done with the client now, and what may not, in words."""
    found: Allowed = allowed(case.state, case.before)
    return [(told(title), bool(getattr(found, name))) for name, title in KINDS_OF_WORK.items()]


def around(request: HttpRequest, case: Case) -> dict[str, Any]:
    """The values of the frame."""
    person = request.user
    record = queries.pending(case)
    waits = bool(record and case.state in ("open", "repairing") and not queries.is_signed(record))
    return {
        "case": case,
        "client": case.client,
        "stages": stages(case),
        "state": told(STATES[case.state]),
        "next": told(WAITING if waits else NEXT[case.state]),
        "waits": waits,
        "works": works(case),
        "allowed_in_words": told(in_words(case.state, case.before)),
        "may_decide": person.may(DECIDE, writing=True),
        "leads": person == case.led_by,
        "is_over": case.state in OVER,
        "is_ending": case.state in ENDING,
    }
