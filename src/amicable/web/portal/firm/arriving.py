"""Has it reached the client? What is known of letter and page, and what is done where nobody answers."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from amicable.i18n import N_
from amicable.web.cases.models import Case
from amicable.web.closing.models import Letter, LetterState
from amicable.web.portal.models import Link

SILENT_DAYS = 7
"""Days without opening the page after which somebody asks."""
MAILS = {
    LetterState.WAITING: N_("The mail with the link leaves within a minute."),
    LetterState.LEAVING: N_("The mail with the link is leaving."),
    LetterState.SENT: N_("The mail with the link was sent."),
    LetterState.UNSURE: N_("Nobody knows whether the mail with the link left. Make a new link, and end this one."),
    LetterState.GIVEN_UP: N_("The mail server did not take the mail. See whether the address is right, then make a new link."),
}  # fmt: skip


@dataclass(frozen=True)
class Known:
    """One thing that is known, as a sentence with its values."""

    sentence: str
    is_good: bool
    values: dict[str, Any] = field(default_factory=dict)


def known(case: Case, links: list[Link], today: date) -> list[Known]:
    """The way to the client, letter by letter and link by link, and the next step where there is silence."""
    return [*_letters(case, today), *_links(links, today), *_silence(case, links, today)]


def _letters(case: Case, today: date) -> Iterator[Known]:
    for one in case.posted.filter(kind="confirmation").defer("pdf", "html", "text"):
        if one.came_back_on:
            yield Known(N_("The letter to {name} came back on {day}. Find out the right address, and send it again by post with tracking."), False, {"name": one.to_name, "day": one.came_back_on})  # fmt: skip
        elif one.arrived_on:
            yield Known(N_("The letter to {name} arrived on {day}."), True, {"name": one.to_name, "day": one.arrived_on})  # fmt: skip
        elif one.counts_from and one.counts_from <= today:
            yield Known(N_("The letter to {name} counts as received since {day}, also without an answer."), True, {"name": one.to_name, "day": one.counts_from})  # fmt: skip
        elif one.counts_from:
            yield Known(N_("The letter to {name} counts as received from {day} on, also without an answer."), True, {"name": one.to_name, "day": one.counts_from})  # fmt: skip


def _links(links: list[Link], today: date) -> Iterator[Known]:
    for one in links:
        if one.opened_at:
            yield Known(N_("{name} opened the page on {day}."), True, {"name": one.to_name, "day": one.opened_at.date()})  # fmt: skip
        elif one.made_at.date() + timedelta(days=SILENT_DAYS) <= today:
            yield Known(N_("{name} has not opened the page since {day}. Call once and ask whether the mail arrived."), False, {"name": one.to_name, "day": one.made_at.date()})  # fmt: skip


def _silence(case: Case, links: list[Link], today: date) -> Iterator[Known]:
    """Where nobody has opened or acknowledged anything, the letter carries the ending, not the page."""
    silent = [one for one in links if one.made_at.date() + timedelta(days=2 * SILENT_DAYS) <= today]
    if silent and not any(one.opened_at for one in links) and not case.words.exists():
        yield Known(N_("Silence does not stop the ending: what counts is the letter. Keep the proof that it was sent, send it by post with tracking if that has not been done, and hand the files over another way."), False)  # fmt: skip


def mails(links: list[Link]) -> dict[int, tuple[str, datetime | None]]:
    """Of each link the state of its mail, as a sentence, and when it left."""
    keys = {f"portal:link:{one.pk}": one.pk for one in links}
    found = Letter.objects.filter(key__in=keys)
    return {keys[one.key]: (MAILS[LetterState(one.state)], one.sent_at) for one in found}
