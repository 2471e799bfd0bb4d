"""Small drawings of the criteria's pages."""

from markupsafe import Markup

from amicable.decision.what_if import Drift

WIDTH, HEIGHT, EDGE = 180, 36, 3


def sparkline(one: Drift) -> Markup:
    """The rate quarter by quarter as a line; the table beside it says the figures."""
    rates = [max(cell.x / cell.n, 0.0) for cell in one.quarters if cell.n > 0]
    if len(rates) < 2:  # noqa: PLR2004 (a line has two ends)
        return Markup()
    top = max(rates) or 1.0
    step = (WIDTH - 2 * EDGE) / (len(rates) - 1)
    points = " ".join(
        f"{EDGE + i * step:.1f},{HEIGHT - EDGE - rate / top * (HEIGHT - 2 * EDGE):.1f}"
        for i, rate in enumerate(rates)
    )
    return Markup(
        '<svg viewBox="0 0 {} {}" width="{}" height="{}" aria-hidden="true"><polyline class="spark" points="{}"/></svg>'
    ).format(WIDTH, HEIGHT, WIDTH, HEIGHT, points)
