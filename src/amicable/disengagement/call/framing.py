"""What it is about, with documented facts."""

from collections.abc import Iterator

from amicable.disengagement.call import line
from amicable.disengagement.parting import Parting
from amicable.disengagement.texts import Section
from amicable.i18n import N_

MOST = 3
"""Facts that are read out: more would be a charge sheet."""
DAYS_ONLY = frozenset({"staff_abuse"})
"""Causes of which the words are not repeated."""


@line(
    30,
    title=N_("What it is about"),
    purpose=N_("Name the matter by facts with dates, so that there is nothing to argue about."),
    avoid=N_("No “always”, no “never”, nothing about the person."),
)
def framing(parting: Parting, voice: Section) -> Iterator[str]:
    """The matter, and up to three facts; of abuse only the days."""
    yield voice(parting.cause if parting.cause in voice else "general")
    told = sorted(
        (one for one in parting.facts if one.family == parting.cause), key=lambda one: one.happened_on
    )
    if parting.cause in DAYS_ONLY and told:
        yield voice("days", days=tuple(one.happened_on for one in told[-MOST:]))
    elif told:
        yield voice("facts")
        yield from (one.sentence for one in told[-MOST:])
        if parting.counted > MOST and parting.counted_since:
            yield voice("counted", count=parting.counted, since=parting.counted_since)
