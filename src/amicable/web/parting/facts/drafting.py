"""From a case to everything that is said and written: frozen evidence, what people know, letterhead, directory."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from django.utils import timezone

from amicable.decision.situations import Situation
from amicable.disengagement.drafting.from_dossier import Drafted, Wanted, drafted
from amicable.disengagement.drafting.given import Given, understood
from amicable.disengagement.parting import Alternative, Sender
from amicable.disengagement.texts import shipped
from amicable.duties import pack
from amicable.i18n import N_
from amicable.refusal import Refusal
from amicable.signs import all_signs
from amicable.web.cases.evidence.words import content
from amicable.web.cases.models import Case, Frozen
from amicable.web.cases.queries import latest_frozen
from amicable.web.cases.readiness.gates import packs
from amicable.web.parting.access import conversation_of
from amicable.web.parting.models import Facts, Letterhead
from amicable.web.parting.words.own import own_texts
from amicable.web.portfolio.reviewing import NoFacts, holding
from amicable.web.rendering import told

PLACE = "parting.toml"


class NotInRecords(Refusal):
    """The records no longer know the client, so nothing can be drafted."""


@dataclass(frozen=True)
class Draft:
    """An ending as it stands now, and the firm's own words for it."""

    drafted: Drafted
    own: Path | None
    """Folder with the firm's own texts."""


def kept(case: Case) -> dict[str, Any]:
    """What people have said about the ending so far."""
    found = Facts.objects.filter(case=case).first()
    return dict(found.content) if found else {}


def draft_of(case: Case, content: dict[str, Any] | None = None) -> Draft:
    """The draft of a case, from what was frozen and what people said (else `content`).

    Raises the refusals of `drafted`: an end before the notice has run, a cause without words, facts that make no sense.
    """
    said = kept(case) if content is None else content
    end_on = said.get("end_on")
    try:
        with holding() as held:
            place = held.answer.position(case.client.client_id)
            if place < 0:
                raise _not_in_records()
            own = held.answer.facts.evidence
            frozen = latest_frozen(case)
            (client,) = held.answer.candidates([place])
            wish = Wanted(
                pack(case.pack, packs()),
                timezone.localdate(),
                date.fromisoformat(end_on) if end_on else None,
                told_on(case),
                said.get("language", ""),
            )
            situations = tuple(_situations(frozen)) if frozen else ()
            made = drafted(client, situations, own, wish, _given(case, said, own.firm, frozen))
    except NoFacts as error:
        raise _not_in_records() from error
    return Draft(made, own_texts(made.parting.language))


def _not_in_records() -> NotInRecords:
    return NotInRecords(
        N_("The records do not know this client any more, so nothing can be drafted. Bring in the records that name it first.")
    )  # fmt: skip


def told_on(case: Case) -> date:
    """The day of the conversation: as it was held, else as it is planned, else today."""
    today = timezone.localdate()
    heard = case.talks.exclude(told_on=None).values_list("told_on", flat=True).first()
    plan = conversation_of(case)
    if heard or not plan or not plan.starts_at:
        return heard or today
    return max(timezone.localdate(plan.starts_at), today)


def _situations(frozen: Frozen) -> Iterator[Situation]:
    """Documented situations as they were frozen, latest first; signs for named people only were never frozen."""
    known = all_signs()
    for fact in frozen.facts.filter(kind="situation", table__gt="").exclude(sign="").order_by("-happened_on"):
        sign, values = known.get(fact.sign), content(fact)
        if sign and fact.happened_on and "row" not in values:
            yield Situation(
                sign, fact.happened_on, fact.table, fact.evidence_id, values["place"], 0, values["quote"] or "",
                values["value"], values["days"], values["minute"], values["amount"],
            )  # fmt: skip


def _given(case: Case, said: dict[str, Any], firm: Any, frozen: Frozen | None) -> Given:  # noqa: ANN401 (the ledger's firm)
    plain = {key: value for key, value in said.items() if key not in ("end_on", "language")}
    plain.setdefault("cause", _cause(frozen))
    client = dict(plain.get("client") or {})
    plan = conversation_of(case)
    if plan and plan.no_call:
        client["unsafe"] = True
    if client:
        plain["client"] = client
    found = understood(plain, currency=firm.currency, name=told(N_("Facts of this ending")))
    sender = _sender(case, firm.name)
    others = (*found.changes.get("alternatives", ()), *_referred(case))
    changes = dict(found.changes) | {"firm": sender} | ({"alternatives": others} if others else {})
    return replace(found, changes=changes)


def _cause(frozen: Frozen | None) -> str:
    """The family of the strongest frozen sign that counts and for which there are words."""
    words = shipped("en", "script")["reason"]
    facts = frozen.facts.filter(kind="finding").order_by("place") if frozen else ()
    found = (content(fact) for fact in facts)
    return next((one["family"] for one in found if one["counts"] and one["family"] in words), "general")


def _sender(case: Case, name: str) -> Sender:
    head = Letterhead.objects.first() or Letterhead()
    plan = conversation_of(case)
    speaker = plan.speaker if plan and plan.speaker else case.led_by
    return Sender(
        name=name,
        speaker=speaker.name,
        address=tuple(line.strip() for line in head.address.splitlines() if line.strip()),
        phone=head.phone,
        email=head.email or speaker.email,
        logo=bytes(head.logo),
    )


def _referred(case: Case) -> tuple[Alternative, ...]:
    found = case.referrals.select_related("alternative").order_by("alternative__name")
    return tuple(Alternative(one.alternative.name, one.alternative.good_for, one.alternative.contact) for one in found)  # fmt: skip
