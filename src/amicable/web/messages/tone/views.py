"""The tone check as an answer to a text: what stands out, why, and what could stand there instead."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

from amicable.disengagement.tone import KINDS, Mark, check
from amicable.i18n import LANGUAGES
from amicable.reading.language import language_of
from amicable.web.rendering import told
from amicable.web.rights import OWN, allow
from amicable.wording import TONES

LONGEST = 20_000
SHORTEST = 12
"""Characters below which nobody can tell the language of a text."""


@allow(OWN)
@require_POST
def tone(request: HttpRequest) -> JsonResponse:
    """Every mark on `text`, in characters as browsers count them; nothing is kept."""
    text = request.POST.get("text", "")[:LONGEST]
    kind = request.POST.get("kind", "")
    asked = request.POST.get("language", "")
    spoken = asked if asked in LANGUAGES else language_of(text) if len(text.strip()) >= SHORTEST else ""
    found = check(text, spoken, kind=kind if kind in KINDS else "note") if spoken else []
    return JsonResponse({"language": spoken, "marks": [_plain(one, text) for one in found]})


def _plain(one: Mark, text: str) -> dict[str, object]:
    return {
        "tone": one.tone,
        "title": told(TONES[one.tone].title),
        "rule": one.rule,
        "level": one.level,
        "start": _units(text[: one.start]),
        "end": _units(text[: one.end]),
        "quote": one.quote,
        "message": told(one.message, **one.values),
        "why": told(one.why),
        "instead": one.instead,
        "fix": one.fix,
    }


def _units(text: str) -> int:
    """How long browsers hold a text to be: in units of UTF-16."""
    return len(text.encode("utf-16-le")) // 2
