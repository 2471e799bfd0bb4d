"""Pictures of money: where what was billed goes, and a feature between its ideal and its non-ideal range."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from amicable.costing.lines import BILLED, LINES, WHY
from amicable.i18n import N_
from amicable.profiles.profile import Range
from amicable.report import svg
from amicable.report.figures import Figures

WIDTH, ROW, NAMES, AMOUNTS = 560, 24, 190, 90
LETTER = 7.6
"""How wide a letter of a title is at most on average; a language of long words needs more than NAMES."""
SHOWN = 0.0005
"""Share of what was billed below which a line is not drawn."""


@dataclass(frozen=True)
class Step:
    """One line of the account of a year."""

    name: str
    title: str
    about: str
    amount: float | None
    """Minor units; None where the records say nothing about it."""
    why: str
    """Why it is unknown."""


def steps(year: Mapping[str, float], unknown: Sequence[str], figures: Figures) -> list[Step]:
    """Every line of the account in words; `year` as summed up, `unknown` the lines that nothing is recorded for."""
    return [
        Step(
            name,
            figures.say(line.title),
            figures.say(line.about),
            None if name in unknown else float(year[name]),
            figures.say(WHY[name]) if name in unknown else "",
        )
        for name, line in LINES.items()
    ]


def where_it_goes(
    year: Mapping[str, float], taken: Sequence[Step], figures: Figures, *, margin: float | None
) -> Markup:
    """From what was billed down to what is left: a bar for each line that takes something away."""
    billed = float(year[BILLED])
    drawn = [one for one in taken if one.amount and abs(one.amount) > SHOWN * max(billed, 1)]
    if not drawn and not billed:
        return Markup()
    left, falls = billed, []
    for one in drawn:
        falls.append((left, left - (one.amount or 0)))
        left -= one.amount or 0
    low, high = min([0.0, left, *(end for _, end in falls)]), max([billed, *(end for _, end in falls)]) or 1.0
    last = (
        figures.say(N_("What is left"))
        if margin is not None
        else figures.say(N_("Left, as far as it is known"))
    )
    names = max(NAMES, *(LETTER * len(one) + 10 for one in (last, *(each.title for each in drawn))))
    scale = (WIDTH - names - AMOUNTS) / ((high - low) or 1.0)

    def x(value: float) -> float:
        return names + (value - low) * scale

    rows = [(figures.say(N_("Billed")), 0.0, billed, "revenue", billed)]
    rows += [
        (one.title, start, end, "cost", -(one.amount or 0))
        for one, (start, end) in zip(drawn, falls, strict=True)
    ]
    rows.append((last, 0.0, left, "revenue" if left >= 0 else "loss-bar", left))
    height = ROW * len(rows) + 4
    shapes = [svg.line(x(0), 0, x(0), height, "zero")]
    for number, (title, start, end, of, amount) in enumerate(rows):
        top = number * ROW + 4
        begin, stop = sorted((x(start), x(end)))
        shapes += [
            svg.text(names - 10, top + 13, title, of="label", anchor="end"),
            svg.bar(begin, top, max(stop - begin, 1), ROW - 7, of, f"{title}: {figures.money(amount)}"),
            svg.text(WIDTH - 2, top + 13, figures.money(amount, unit=False), of="tick", anchor="end"),
        ]
    return svg.picture(
        WIDTH, height, figures.say(N_("Where the money goes: from what was billed to what is left")), *shapes
    )


def between(
    ideal: Range | None, own: float | None, non_ideal: Range | None, peers: float | None, label: str
) -> Markup:
    """A feature on one scale: the ideal range above, the non-ideal one below, this client as a dot, peers as a line."""
    known = [value for one in (ideal, non_ideal) if one for value in (one.low, one.high)]
    known += [value for value in (own, peers) if value is not None]
    if not known:
        return Markup()
    low, high = min(known), max(known)
    scale = 204 / ((high - low) or 1.0)

    def x(value: float) -> float:
        return 8 + (value - low) * scale

    drawn = [svg.line(4, 13, 216, 13, "grid")]
    for one, top, of in ((ideal, 3, "revenue"), (non_ideal, 17, "cost")):
        if one:
            drawn.append(svg.bar(x(one.low) - 1, top, max(x(one.high) - x(one.low), 2) + 2, 6, of))
    if peers is not None:
        drawn.append(svg.line(x(peers), 5, x(peers), 21, "peers"))
    if own is not None:
        drawn.append(svg.dot(x(own), 13, 5, "own-dot"))
    return svg.picture(220, 26, label, *drawn)
