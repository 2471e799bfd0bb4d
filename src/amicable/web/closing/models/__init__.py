"""What is kept about closings."""

from amicable.web.closing.models.deadlines import CalendarAddress, Deadline, Letter, LetterState
from amicable.web.closing.models.files import ClientFile, Pack, Stored
from amicable.web.closing.models.offboarding import AccessLine, Closing, NewWork, OffboardingTask, Service
from amicable.web.closing.models.register import Fingerprint, Listing
from amicable.web.closing.models.retention import Erasure, KeptFigures

__all__ = [
    "AccessLine",
    "CalendarAddress",
    "ClientFile",
    "Closing",
    "Deadline",
    "Erasure",
    "Fingerprint",
    "KeptFigures",
    "Letter",
    "LetterState",
    "Listing",
    "NewWork",
    "OffboardingTask",
    "Pack",
    "Service",
    "Stored",
]
