"""Starting long work, and doing it in the background."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import structlog
from django.conf import settings
from django.db import close_old_connections, transaction
from django.utils import timezone, translation
from django.utils.module_loading import import_string

from amicable.i18n import N_
from amicable.refusal import Refusal
from amicable.web.jobs.models import Job, State
from amicable.web.rendering import told

LOG = structlog.get_logger("amicable.jobs")
POOL = ThreadPoolExecutor(1, thread_name_prefix="work")
"""One after another: the ledger has one writer anyway."""
SHOWN_EVERY_SECONDS = 0.3

Moved = Callable[[str, float], None]
"""What long work calls with a sentence and how much is done (0 to 1)."""


Work = Callable[..., dict[str, object]]
"""What does the work, called with `moved`, `by` and what was given; that is plain JSON, and so is the outcome."""


def begin(work: Work, *, by: str, language: str, **given: object) -> Job:
    """Write down the job, and do it after the transaction has ended."""
    path = f"{work.__module__}.{work.__name__}"
    job = Job.objects.create(function=path, given=given, by=by)
    if settings.WORK_AT_ONCE:
        do(job.pk, language)
        job.refresh_from_db()
    else:
        transaction.on_commit(lambda: POOL.submit(_in_background, job.pk, language))
    return job


def _in_background(number: int, language: str) -> None:
    close_old_connections()
    try:
        do(number, language)
    finally:
        close_old_connections()


def do(number: int, language: str) -> None:
    """Do the job, and write down how it ended."""
    job = Job.objects.get(pk=number)
    Job.objects.filter(pk=number).update(state=State.RUNNING)
    with translation.override(language):
        try:
            outcome = import_string(job.function)(_shown(number), job.by, **job.given)
        except Refusal as refusal:
            _end(number, State.REFUSED, sentence=told(refusal.message, **refusal.values))
        except Exception:
            LOG.exception("job failed", job=number, function=job.function)
            sentence = told(
                N_("Something went wrong that should not have. Nothing was left half done; the log of the server tells more (job {number})."),
                number=number,
            )  # fmt: skip
            _end(number, State.REFUSED, sentence=sentence)
        else:
            _end(number, State.DONE, outcome=outcome, progress=1)


def _end(number: int, state: str, **more: object) -> None:
    Job.objects.filter(pk=number).update(state=state, ended_at=timezone.now(), **more)


def _shown(number: int) -> Moved:
    last = 0.0

    def moved(sentence: str, progress: float) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= SHOWN_EVERY_SECONDS:
            last = now
            Job.objects.filter(pk=number).update(sentence=sentence, progress=progress)

    return moved
