"""In which order readings wait: as the rules have it, or as learned from verdicts where that has proved better."""

from collections.abc import Mapping
from functools import lru_cache
from math import log

import numpy as np
import pyarrow as pa
from django.conf import settings
from django.db.models import Count, QuerySet

from amicable.reading.ranking import Figures, Judged, Model, figures, train
from amicable.web.messages.models import Verdict

GROWN = 1.1
"""How many times more verdicts of a language there must be before it is learned anew."""
MOST = 4000
"""Verdicts that are learned from, the latest ones."""
LEVELS = {"grave": 3.0, "high": 2.0, "normal": 1.0, "low": 0.0}


def ranked(readings: pa.Table) -> pa.Table:
    """`readings`, those of a language that has learned its order put in it, among the places that they had."""
    languages = {name for name, one in learned().items() if one.in_use}
    if not languages or not readings.num_rows:
        return readings
    order = np.arange(readings.num_rows)
    spoken = np.array(readings["language"].to_pylist(), dtype=object)
    grave = readings["grave"].to_numpy()
    for language in languages:
        model = _model(settings.DEPLOYMENT.ledger, language, _steps(language))
        for kind in (0, 1):
            places = np.flatnonzero((spoken == language) & (grave == kind))
            some = readings.take(places)
            scores = model.scores(some["rule"].to_pylist(), some["quote"].fill_null("").to_pylist())
            order[places] = places[np.argsort(-scores, kind="stable")]
    return readings.take(order)


def learned() -> Mapping[str, Figures]:
    """How well each language orders its findings, as far as people have judged them."""
    counted = _about().values("language").annotate(count=Count("pk")).values_list("language", "count")
    return {
        language: _figures(settings.DEPLOYMENT.ledger, language, _step(count))
        for language, count in sorted(counted)
        if language
    }


def _about() -> QuerySet[Verdict]:
    return Verdict.objects.filter(reading_id__isnull=False, confirmed__isnull=False).order_by()


def _steps(language: str) -> int:
    return _step(_about().filter(language=language).count())


def _step(count: int) -> int:
    """Changes whenever enough has been said to learn anew; pages must not wait for that with each verdict."""
    return int(log(max(count, 1)) / log(GROWN))


@lru_cache(maxsize=24)
def _figures(_folder: object, language: str, _step: int) -> Figures:
    return figures(_judged(language))


@lru_cache(maxsize=12)
def _model(_folder: object, language: str, _step: int) -> Model:
    return train(_judged(language))


def _judged(language: str) -> list[Judged]:
    found = _about().filter(language=language).order_by("-judged_at", "-pk")[:MOST]
    return [Judged(one.rule, one.quote, one.confirmed is True, LEVELS.get(one.level, 1.0)) for one in found]
