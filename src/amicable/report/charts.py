"""The pictures of the report."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from markupsafe import Markup

from amicable.costing.whale import Whale
from amicable.decision.dossier import Year
from amicable.decision.findings import Cell, Finding
from amicable.i18n import N_
from amicable.report import svg
from amicable.report.figures import Figures

WIDTH, HEIGHT = 720, 340
LEFT, RIGHT, TOP, BOTTOM = 78, 16, 16, 40
MOST_DOTS = 1500
"""Dots drawn on the map; of more clients an even sample is drawn, and every named one."""
COUNTABLE = 24
"""Dots that an eye still counts; more are drawn as a bar."""
LETTER, LINE = 6.6, 12
"""Width of a letter and height of a line in labels, about."""


@dataclass(frozen=True)
class Axis:
    """A linear scale from values to the drawing."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Where `value` lies in the drawing."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    def ticks(self, count: int = 5) -> list[float]:
        """Round values along the axis."""
        step = 10 ** np.floor(np.log10((self.high - self.low) / count))
        step *= next(m for m in (1, 2, 5, 10) if (self.high - self.low) / (step * m) <= count)
        return [float(t) for t in np.arange(np.ceil(self.low / step) * step, self.high + step / 2, step)]


def _axis(values: Sequence[float], start: float, end: float) -> Axis:
    low, high = min([0.0, *values]), max([0.0, *values])
    room = (high - low or 1.0) * 0.06
    return Axis(low - (room if low < 0 else 0), high + room, start, end)


def whale_curve(whale: Whale, figures: Figures) -> Markup:
    """Cumulative profit over clients: how much is earned, and given back again."""
    curve = whale.cumulative
    if not len(curve):
        return Markup()
    x = Axis(0, len(curve), LEFT, WIDTH - RIGHT)
    y = _axis(curve.tolist(), HEIGHT - BOTTOM, TOP)
    every = max(1, len(curve) // 400)
    points = [
        (x(0), y(0)),
        *((x(i + 1), y(float(curve[i]))) for i in range(0, len(curve), every)),
        (x(len(curve)), y(whale.total)),
    ]
    peak = (x(whale.peak_at), y(whale.peak))
    lost = whale.peak - whale.total
    drawn = [
        *_frame(x, y, figures, [], figures.say(N_("clients, the most profitable first"))),
        svg.path([*points, (x(len(curve)), y(0)), (x(0), y(0))], "area"),
        svg.path(points, "curve"),
        svg.line(peak[0], peak[1], peak[0], HEIGHT - BOTTOM, "guide"),
        svg.dot(*peak, 4, "named"),
        svg.text(
            peak[0],
            TOP + 2,
            figures.say(
                N_("{count} clients bring {amount}"), count=whale.peak_at, amount=figures.money(whale.peak)
            ),
            of="label",
            anchor="end" if peak[0] > WIDTH / 2 else "start",
        ),
        svg.text(
            WIDTH - RIGHT,
            y(whale.total) + 18,
            figures.say(N_("{amount} given back"), amount=figures.money(lost)),
            of="label",
            anchor="end",
        ),
    ]
    return svg.picture(WIDTH, HEIGHT, figures.say(N_("Whale curve: profit added up over clients")), *drawn)


def effort_map(
    hours: np.ndarray, margin: np.ndarray, names: list[str], named: list[int], figures: Figures
) -> Markup:
    """Margin against effort: every dot is a client, the named ones are labelled. Arrays run along clients."""
    known = np.flatnonzero(~np.isnan(margin) & (hours > 0))
    if not len(known):
        return Markup()
    chosen = sorted(
        {*known[:: max(1, len(known) // MOST_DOTS)].tolist(), *(i for i in named if i in set(known.tolist()))}
    )
    x = _axis(hours[chosen].tolist(), LEFT, WIDTH - RIGHT)
    y = _axis(margin[chosen].tolist(), HEIGHT - BOTTOM, TOP)
    spotted = set(named)
    dots = [
        svg.dot(
            x(float(hours[i])),
            y(float(margin[i])),
            5 if i in spotted else 3,
            "named" if i in spotted else "other",
            f"{names[i]}: {figures.money(float(margin[i]))}, {figures.hours(float(hours[i]))}",
        )
        for i in sorted(chosen, key=lambda i: i in spotted)
    ]
    labels = _labels([(x(float(hours[i])), y(float(margin[i])), names[i]) for i in named if i in set(chosen)])
    frame = _frame(x, y, figures, x.ticks(), figures.say(N_("hours of our time in a year")))
    return svg.picture(
        WIDTH,
        HEIGHT,
        figures.say(N_("Map of margin against effort, a dot for each client")),
        *frame,
        *dots,
        *labels,
    )


def _labels(places: list[tuple[float, float, str]]) -> list[str]:
    """Names beside their dots; a name that would cover another is left to the pointer and the table."""
    drawn: list[str] = []
    taken: list[tuple[float, float, float]] = []
    for x, y, name in places:
        width = len(name) * LETTER
        left = x + 8 + width > WIDTH - RIGHT
        start = x - 8 - width if left else x + 8
        if any(
            abs(y - other) < LINE and start < end and begin < start + width for begin, end, other in taken
        ):
            continue
        taken.append((start, start + width, y))
        drawn.append(
            svg.text(x - 8 if left else x + 8, y + 4, name, of="label", anchor="end" if left else "start")
        )
    return drawn


def _frame(x: Axis, y: Axis, figures: Figures, across: list[float], words: str) -> list[str]:
    drawn = []
    for tick in y.ticks():
        drawn += [svg.line(LEFT, y(tick), WIDTH - RIGHT, y(tick), "zero" if tick == 0 else "grid"), svg.text(LEFT - 8, y(tick) + 4, figures.money(tick, unit=False), of="tick", anchor="end")]  # fmt: skip
    drawn += [
        svg.text(x(tick), HEIGHT - BOTTOM + 16, figures.number(tick), of="tick", anchor="middle")
        for tick in across
        if x(tick) < WIDTH - RIGHT - LINE
    ]
    return [*drawn, svg.text(WIDTH - RIGHT, HEIGHT - 6, words, of="axis", anchor="end")]


def dots_in_a_row(events: float, exposure: float) -> Markup:
    """Like 11 of 14: a filled dot for each event, an empty one for each occasion without."""
    if exposure > COUNTABLE or not float(events).is_integer():
        share = min(events / exposure, 1) if exposure else 0
        return svg.picture(
            120, 10, f"{share:.0%}", svg.bar(0, 2, 120, 6, "track"), svg.bar(0, 2, 120 * share, 6, "fill")
        )
    width = int(exposure) * 9 + 2
    dots = (svg.dot(6 + i * 9, 5, 3.2, "hit" if i < events else "miss") for i in range(int(exposure)))
    return svg.picture(width, 10, f"{events:.0f} / {exposure:.0f}", *dots)


def interval(finding: Finding, figures: Figures) -> Markup:
    """Where the client's rate probably lies, beside the peers' rate."""
    high = max(finding.high, finding.peer_rate, finding.rate) * 1.1 or 1.0
    x = Axis(0, min(high, 1.0) if high <= 1.2 and figures.is_share(finding.sign) else high, 4, 196)  # noqa: PLR2004
    label = figures.say(
        N_("likely between {low} and {high}; peers {peers}"),
        low=figures.rate(finding.sign, finding.low),
        high=figures.rate(finding.sign, finding.high),
        peers=figures.rate(finding.sign, finding.peer_rate),
    )
    drawn = [
        svg.line(4, 9, 196, 9, "grid"),
        svg.bar(x(finding.low), 6, x(finding.high) - x(finding.low), 6, "likely", label),
        svg.line(x(finding.peer_rate), 2, x(finding.peer_rate), 16, "peers"),
        svg.dot(x(finding.shrunk), 9, 4, "named"),
    ]
    return svg.picture(200, 18, label, *drawn)


def quarters(years: Sequence[Year], figures: Figures) -> Markup:
    """Revenue and cost to serve, quarter by quarter."""
    if not years:
        return Markup()
    width, height = 340, 120
    y = _axis(
        [float(max(one.revenue, one.cost)) for one in years] + [float(min(one.revenue, 0)) for one in years],
        height - 18,
        6,
    )
    step = (width - 8) / len(years)
    drawn = []
    for i, one in enumerate(years):
        left, words = 4 + i * step, figures.quarter(one.began_on)
        for k, (amount, of, name) in enumerate(
            ((one.revenue, "revenue", N_("revenue")), (one.cost, "cost", N_("cost to serve")))
        ):
            top, foot = sorted((y(float(amount)), y(0)))
            drawn.append(
                svg.bar(
                    left + step * (0.12 + 0.38 * k),
                    top,
                    step * 0.36,
                    foot - top,
                    of,
                    f"{words}: {figures.say(name)} {figures.money(amount)}",
                )
            )
        if i % max(1, len(years) // 6) == 0:
            drawn.append(svg.text(left + step / 2, height - 4, words, of="tick", anchor="middle"))
    return svg.picture(
        width,
        height,
        figures.say(N_("Revenue and cost to serve by quarter")),
        svg.line(4, y(0), width - 4, y(0), "zero"),
        *drawn,
    )


def spark(cells: Sequence[Cell], figures: Figures) -> Markup:
    """The rate quarter by quarter, small."""
    seen = [(cell.quarter, cell.x / cell.n) for cell in cells if cell.n > 0]
    if len(seen) < 2:  # noqa: PLR2004 (a line has two ends)
        return Markup()
    x = Axis(seen[0][0], seen[-1][0], 3, 97)
    y = Axis(0, max(rate for _, rate in seen) or 1.0, 20, 3)
    points = [(x(quarter), y(rate)) for quarter, rate in seen]
    return svg.picture(
        100,
        22,
        figures.say(N_("quarter by quarter")),
        svg.path(points, "spark"),
        svg.dot(*points[-1], 2.5, "named"),
    )


def two_bars(ideal: float | None, named: float | None, ideal_title: str, named_title: str) -> Markup:
    """Two values of one feature, one below the other, from a common zero."""
    values = [value for value in (ideal, named) if value is not None]
    x = _axis(values, 2, 198)
    drawn = [svg.line(x(0), 0, x(0), 22, "zero")]
    for row, (value, of, title) in enumerate(((ideal, "revenue", ideal_title), (named, "cost", named_title))):
        if value is not None:
            left, right = sorted((x(0), x(value)))
            drawn.append(svg.bar(left, 2 + 10 * row, max(right - left, 1), 8, of, title))
    return svg.picture(200, 22, f"{ideal_title} / {named_title}", *drawn)
