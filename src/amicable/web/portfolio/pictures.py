"""What the pictures of the portfolio are drawn from: few enough points to send, made once per review."""

import numpy as np

from amicable.costing.whale import whale
from amicable.decision.findings import Finding, SignOnAll
from amicable.decision.review import Review
from amicable.decision.sides import sides
from amicable.web.portfolio import profiles

MOST_DOTS = 2000
"""Dots on the map; of more clients an even sample is drawn, and every named one."""
MOST_STEPS = 300
"""Points of the whale curve."""


def of(answer: Review, clients: dict[str, int]) -> dict[str, object]:
    """Map, whale curve and profiles; `clients`: client_id -> number in addresses."""
    return {
        "map": _map(answer, clients),
        "whale": _whale(answer),
        "sides": sides(answer),
        "profiles": profiles.all_charts(answer, clients),
    }


def sign_on_one(found: Finding) -> dict[str, object]:
    """A strong sign as the list shows it."""
    return {
        "sign": found.sign.name,
        "events": round(found.events, 4),
        "exposure": round(found.exposure, 4),
        "rate": round(found.rate, 6),
        "peer_rate": round(found.peer_rate, 6),
        "strength": round(found.strength, 4),
        "trend": found.trend.direction,
    }


def sign_on_all(one: SignOnAll) -> dict[str, object]:
    """A sign on the whole portfolio."""
    return {
        "sign": one.sign.name,
        "clients": len(one.summary),
        "overall": round(one.overall, 6),
        "lasts": round(one.persistence.rho, 3) if one.persistence.known else None,
        "mostly_chance": bool(one.persistence.mostly_chance),
    }


def _map(answer: Review, clients: dict[str, int]) -> list[dict[str, object]]:
    p = answer.portfolio
    margin = p.margin
    known = np.flatnonzero(~np.isnan(margin) & (p.seconds > 0))
    named = [int(i) for i in answer.order[: answer.named]]
    every = max(1, -(-len(known) // MOST_DOTS))
    chosen = sorted({*known[::every].tolist(), *(i for i in named if not np.isnan(margin[i]))})
    stands_out = set(named)
    return [
        {
            "client": clients[p.client_id[i].as_py()],
            "name": p.name[i].as_py() or p.client_id[i].as_py(),
            "hours": round(float(p.seconds[i]) / 3600, 1),
            "margin": round(float(margin[i])),
            "named": i in stands_out,
        }
        for i in chosen
    ]


def _whale(answer: Review) -> dict[str, object]:
    p = answer.portfolio
    found = whale(p.margin, (p.revenue != 0) | (p.cost != 0))
    count = len(found.cumulative)
    steps = sorted({*range(0, count, max(1, count // MOST_STEPS)), found.peak_at - 1, count - 1} - {-1})
    return {
        "steps": [[i + 1, round(float(found.cumulative[i]))] for i in steps],
        "peak": round(found.peak),
        "peak_at": found.peak_at,
        "total": round(found.total),
        "unknown": found.unknown,
    }
