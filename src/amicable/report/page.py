"""The page: a review as one HTML file with its pictures, nothing loaded from elsewhere."""

from dataclasses import dataclass
from functools import partial

import numpy as np
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from amicable.costing.whale import Whale, whale
from amicable.decision.dossier import Dossier
from amicable.decision.review import Candidate, Review
from amicable.i18n import say, say_count
from amicable.report import charts
from amicable.report.figures import Figures
from amicable.signs import all_signs

COURSES = {"repair": "amber", "watch": "quiet", "keep": "teal", "unknown": "quiet"}
"""Colour class of each course; the word always stands beside it."""


@dataclass(frozen=True)
class Sums:
    """What the named clients brought and cost together, over the last four closed quarters."""

    count: int
    revenue: float
    margin: float
    hours: float
    unknown: int
    """Named clients whose margin is unknown."""


def page(review: Review, dossiers: list[Dossier], *, language: str, title: str = "") -> str:
    """The report on `review`, with a dossier for each client named, in `language`."""
    figures = Figures(language, review.facts.evidence.firm.currency)
    named = [one.client for one in dossiers]
    environment = Environment(
        loader=PackageLoader("amicable.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        _=partial(_said, language=language),
        ngettext=partial(_counted, language=language),
        f=figures,
        charts=charts,
        courses=COURSES,
    )
    return environment.get_template("report.html").render(
        review=review,
        dossiers=dossiers,
        named=named,
        sums=_sums(named),
        whale=_whale(review),
        curve=charts.whale_curve(_whale(review), figures),
        map=_map(review, named, figures),
        no_evidence=[say(all_signs()[name].title, language) for name in review.no_evidence],
        title=title or review.facts.evidence.firm.name,
        language=language,
    )


def _said(message: str, language: str, **values: object) -> Markup:
    """A sentence whose values are escaped; the sentence itself is ours."""
    safe = {
        name: value if isinstance(value, Markup) else Markup.escape(str(value))
        for name, value in values.items()
    }
    return Markup(say(message, language)).format(**safe) if values else Markup(say(message, language))  # noqa: S704 (our own catalogue)


def _counted(one: str, many: str, count: int, language: str) -> str:
    return say_count(one, many, count, language)


def _sums(named: list[Candidate]) -> Sums:
    return Sums(
        count=len(named),
        revenue=sum(one.revenue or 0 for one in named),
        margin=sum(one.margin or 0 for one in named),
        hours=sum(one.hours or 0 for one in named),
        unknown=sum(one.margin is None for one in named),
    )


def _whale(review: Review) -> Whale:
    p = review.portfolio
    return whale(p.margin, (p.revenue != 0) | (p.cost != 0))


def _map(review: Review, named: list[Candidate], figures: Figures) -> Markup:
    p = review.portfolio
    names = [name or client for name, client in zip(p.name.to_pylist(), p.client_id.to_pylist(), strict=True)]
    places = [review.position(one.client_id) for one in named]
    return charts.effort_map(p.seconds / 3600, np.asarray(p.margin), names, places, figures)
