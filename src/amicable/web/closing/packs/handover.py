"""The handover pack: what whoever takes over needs, once the client has agreed; never why the relationship ends."""

from collections.abc import Collection
from datetime import date
from typing import Any
from zipfile import ZIP_STORED, ZipFile

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from amicable.i18n import N_
from amicable.refusal import Refusal
from amicable.web.accounts.models import Person
from amicable.web.cases.moving import about
from amicable.web.closing.addresses import language_of
from amicable.web.closing.models import Closing, OffboardingTask, Stored
from amicable.web.closing.packs.actions import add_all, place
from amicable.web.closing.store import Sealing
from amicable.web.diary.actions import write
from amicable.web.parting.facts.drafting import kept
from amicable.web.rendering import figures, firm, language

CONSENT = "successor_consent"
PAGE = "handover.html"


class NoConsent(Refusal):
    """The client has not agreed that anybody is briefed."""


def consent_of(closing: Closing) -> OffboardingTask | None:
    """The task under which it is written how the client agreed; None: they have not."""
    return closing.tasks.filter(task=CONSENT).exclude(done_at=None).first()


def hand_over(*, by: Person, closing: Closing, classes: Collection[str]) -> Stored:
    """An archive for the successor: a page in the client's language, and the files of the classes agreed on."""
    if not consent_of(closing):
        raise NoConsent(
            N_(
                "The client has not agreed yet whom we may brief. Tick that task first, and note what they said."
            )
        )
    files = list(closing.files.filter(record_class__in=classes).select_related("stored"))
    with translation.override(language_of(closing.case.client)), Sealing() as sealing:
        with ZipFile(sealing, "w", ZIP_STORED, allowZip64=True) as archive:
            archive.writestr(PAGE, render_to_string("closing/handover.html", _told(closing, [place(one) for one in files])))  # fmt: skip
            add_all(archive, files)
        case = closing.case
        with transaction.atomic():  # not around the packing: who writes, lets nobody else write
            made = sealing.finished()
            write(
                "closing.handed_over", by=by.email, about=about(case), name=case.client.name, files=len(files)
            )
    return made


def _told(closing: Closing, files: list[str]) -> dict[str, Any]:
    said = kept(closing.case)
    return {
        "closing": closing,
        "client": closing.case.client.name,
        "lead": closing.case.led_by,
        "services": closing.services.all(),
        "work": [one | {"by": _day(one.get("by"))} for one in said.get("work") or () if one.get("state") != "done"],
        "deadlines": [one | {"due_on": _day(one.get("due_on"))} for one in said.get("deadlines") or ()],
        "systems": [one.system for one in closing.access.filter(side="ours")],
        "files": files,
        "firm": firm(),
        "spoken": language(),
        "f": figures(),
    }  # fmt: skip


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
