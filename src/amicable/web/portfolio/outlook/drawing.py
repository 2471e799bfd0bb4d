"""The pictures of the outlook: the fan of one sign, and the reliability diagram of past forecasts."""

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from amicable.decision.outlook.figures import Step
from amicable.report import svg
from amicable.report.charts import Axis
from amicable.report.figures import Figures

WIDTH, HEIGHT = 240, 118
LEFT, RIGHT, TOP, BOTTOM = 40, 10, 8, 24
TESTED = 6
"""Months ahead that are tested against what came; what follows is drawn as a guess."""
SHOWN = (3, 6, 12)
SIDE = 300
"""Width and height of a reliability diagram."""
MARGIN = 42
QUARTERS = (0.0, 0.25, 0.5, 0.75, 1.0)
LARGEST, SMALLEST = 11.0, 3.0
"""Radius of the dot of the most forecasts, and of one."""


def fan(steps: Sequence[Step], label: str, figures: Figures) -> Markup:
    """The probability that a sign is gone month by month, with its range; empty without steps."""
    if not steps:
        return Markup()
    x, y = Axis(0, len(steps), LEFT, WIDTH - RIGHT), Axis(0, 1, HEIGHT - BOTTOM, TOP)
    middle = [(x(0), y(0)), *((x(one.month), y(one.probability)) for one in steps)]
    upper = [(x(one.month), y(one.high)) for one in steps]
    lower = [(x(one.month), y(one.low)) for one in reversed(steps)]
    drawn = [
        *(_level(share, y, figures) for share in (0.0, 0.5, 1.0)),
        svg.path([middle[0], *upper, *lower, middle[0]], "area"),
        svg.path(middle[: TESTED + 1], "curve"),
        svg.path(middle[TESTED:], "curve untested"),
        *(svg.dot(x(steps[m - 1].month), y(steps[m - 1].probability), 3.5, "told") for m in SHOWN[:2]),
        *(svg.text(x(m), HEIGHT - 8, figures.number(m), anchor="middle") for m in SHOWN),
    ]
    return svg.picture(WIDTH, HEIGHT, label, *drawn)


def _level(share: float, y: Axis, figures: Figures) -> str:
    here = y(share)
    words = svg.text(LEFT - 5, here + 4, figures.percent(share), anchor="end")
    return svg.line(LEFT, here, WIDTH - RIGHT, here, "grid") + words


def reliability(points: Sequence[Mapping[str, Any]], label: str, figures: Figures) -> Markup:
    """What was told against what came: on the diagonal, one meant what one said; larger dots are more forecasts."""
    x, y = Axis(0, 1, MARGIN, SIDE - 12), Axis(0, 1, SIDE - MARGIN, 12)
    most = max((one["count"] for one in points), default=1)
    scale = [part for share in QUARTERS for part in _tick(share, x, y, figures)]
    dots = [svg.dot(x(one["told"]), y(one["came"]), _radius(one["count"], most), "told") for one in points]
    diagonal = svg.line(x(0), y(0), x(1), y(1), "guide")
    return svg.picture(SIDE, SIDE, label, *scale, diagonal, *dots)


def _tick(share: float, x: Axis, y: Axis, figures: Figures) -> list[str]:
    words = figures.percent(share)
    return [
        svg.line(x(0), y(share), x(1), y(share), "grid"),
        svg.text(MARGIN - 6, y(share) + 4, words, anchor="end"),
        svg.text(x(share), SIDE - MARGIN + 18, words, anchor="middle"),
    ]


def _radius(count: int, most: int) -> float:
    return float(SMALLEST + (LARGEST - SMALLEST) * (count / most) ** 0.5)
