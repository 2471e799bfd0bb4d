"""Proof of one letter: its bytes, and everything that is known of its way, in one file."""

import io
import json
from zipfile import ZIP_DEFLATED, ZipFile

from amicable.web.cases.moving import about
from amicable.web.diary.models import Entry
from amicable.web.parting.models import Posted


def proof(one: Posted) -> bytes:
    """A ZIP file with the letter as it went and `proof.json`; the digest of the PDF stands in it."""
    written = io.BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as made:
        made.writestr("letter.pdf", bytes(one.pdf))
        made.writestr("letter.txt", one.text)
        made.writestr("proof.json", json.dumps(_told(one), ensure_ascii=False, indent=2, default=str))
    return written.getvalue()


def _told(one: Posted) -> dict[str, object]:
    acts = Entry.objects.filter(about=about(one.case), act__startswith="parting.letter", told__to=one.to_name)
    return {
        "to": one.to_name,
        "address": one.to_email,
        "kind": one.kind,
        "way": one.way,
        "state": one.state,
        "sha256": one.digest,
        "message_id": one.message_id,
        "tracking": one.tracking,
        "sent_by": one.sent_by,
        "written_at": one.made_at,
        "sent_at": one.sent_at,
        "counts_from": one.counts_from,
        "arrived_on": one.arrived_on,
        "came_back_on": one.came_back_on,
        "came_back_why": one.came_back_why,
        "diary": [{"number": each.number, "at": each.at, "act": each.act, "by": each.by, "seal": each.seal} for each in acts.order_by("number")],
    }  # fmt: skip
