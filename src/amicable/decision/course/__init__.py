"""The course: rival options for one client side by side, which is best, and what would have to be true for each.

Beside it the view of the whole portfolio: which endings together free the time that the right clients need, and
which clients are to be kept and delighted.
"""

from collections.abc import Mapping

from amicable.decision.course.delight import Delight, Kept, delight
from amicable.decision.course.endings import Ending, Endings, ending, endings
from amicable.decision.course.likely import likely
from amicable.decision.course.options import options
from amicable.decision.course.reading import OWN_PART, relationship
from amicable.decision.course.rules import carrying, verdict
from amicable.decision.course.values import (
    CAUGHT,
    KINDS,
    TITLES,
    Chance,
    Course,
    Option,
    Range,
    Relationship,
    Shown,
    title_of,
)
from amicable.decision.course.warnings import EXTRA_NOTICE_DAYS, warnings
from amicable.decision.course.words import Told

__all__ = [
    "CAUGHT",
    "KINDS",
    "OWN_PART",
    "TITLES",
    "Chance",
    "Course",
    "Delight",
    "Ending",
    "Endings",
    "Kept",
    "Option",
    "Range",
    "Relationship",
    "Shown",
    "Told",
    "carrying",
    "course",
    "delight",
    "ending",
    "endings",
    "likely",
    "options",
    "relationship",
    "title_of",
]


def course(
    client: Relationship, *, alone: Chance | None = None, with_remedy: Mapping[str, Chance] | None = None
) -> Course:
    """The course for `client`.

    `alone`: how likely the signs go by themselves within six months; `with_remedy`: how likely each remedy works,
    where more is known than its prior. Pure: the same arguments give the same course.
    """
    judged = verdict(client, alone)
    rivals = options(client, alone=alone, with_remedy=with_remedy or {})
    return Course(
        best=judged.best,
        kind=judged.kind,
        options=rivals,
        because=judged.because,
        warnings=warnings(client, judged, rivals),
        caught=judged.caught,
        owner_must_look=client.long_standing,
        extra_notice_days=EXTRA_NOTICE_DAYS if client.long_standing else 0,
    )
