"""The dossier of one client: economics, findings, documented situations, beside its peers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial

import ibis

from amicable.decision.of_clients import are_few, occasions_of
from amicable.decision.origins import Contacts, Precedence, contacts, precedence, writers
from amicable.decision.review import Candidate, Review
from amicable.decision.situations import Situation, situations
from amicable.evidence import Evidence
from amicable.i18n import N_
from amicable.refusal import Refusal

READABLE = 5
"""Situations of one sign that a page shows; the rest is one command away."""


class UnknownClient(Refusal):
    """No client goes by this name or id."""


@dataclass(frozen=True)
class Year:
    """Money and hours of one quarter of one client."""

    began_on: date
    revenue: int
    cost: int
    hours: float
    margin: int | None
    unpriced_hours: float = 0.0
    """Hours whose cost is not known."""
    ever_billed: bool = True
    """Whether anything was billed to the client in any quarter."""


@dataclass(frozen=True)
class Dossier:
    """Everything known about one client under the review's criteria."""

    review: Review
    client: Candidate
    quarters: tuple[Year, ...]
    situations: tuple[Situation, ...]
    """Latest first."""
    peers: int
    """Clients in the portfolio beside this one."""
    writers: tuple[str, ...] = ()
    """Addresses from which people there wrote to us."""

    @cached_property
    def place(self) -> int:
        """Where the client stands in all arrays."""
        return self.review.position(self.client.client_id)

    @cached_property
    def account(self) -> tuple[tuple[date, Mapping[str, int]], ...]:
        """Every line of the account by closed quarter, oldest first; minor units."""
        evidence = self.review.facts.evidence
        quarters = self.review.facts.lines.of(self.place)
        return tuple(
            (date(quarter // 4, quarter % 4 * 3 + 1, 1), amounts)
            for quarter, amounts in quarters
            if quarter < evidence.quarter and any(amounts.values())
        )

    @property
    def unknown_lines(self) -> tuple[str, ...]:
        """Lines of the account that the records of the firm say nothing about."""
        return self.review.facts.lines.unknown

    @property
    def future(self) -> tuple[int, int, int] | None:
        """What the client will leave over the firm's horizon: low, middle, high; None where it is unknown."""
        return self.review.facts.future.of(self.place)

    @cached_property
    def contacts(self) -> Mapping[str, Contacts]:
        """Sign -> who at the client was behind it, where the records say."""
        return contacts(self.situations, self.writers)

    @cached_property
    def precedence(self) -> Mapping[str, Precedence]:
        """Sign that counts -> what came first, our fault or theirs."""
        return precedence(self.situations, [one.sign for one in self.client.findings if one.counts])

    @property
    def doubts(self) -> tuple[str, ...]:
        """What must be ruled out before anybody speaks to the client."""
        counted = [one.sign for one in self.client.findings if one.counts]
        return tuple(dict.fromkeys(reason for sign in counted for reason in sign.rule_out))

    @property
    def strongest(self) -> tuple[Situation, ...]:
        """The latest situations of each sign that counts, few enough to read."""
        counted = {one.sign.name for one in self.client.findings if one.counts}
        each = {
            name: [one for one in self.situations if one.sign.name == name][:READABLE] for name in counted
        }
        return tuple(
            sorted(
                (one for some in each.values() for one in some), key=lambda one: one.happened_on, reverse=True
            )
        )


def find(review: Review, wanted: str) -> int:
    """Position in the portfolio of the client whose id or name is `wanted`; a unique part of a name will do."""
    ids, names = review.portfolio.client_id.to_pylist(), review.portfolio.name.to_pylist()
    exact = [i for i, (client, name) in enumerate(zip(ids, names, strict=True)) if wanted in (client, name)]
    part = wanted.casefold()
    near = exact or [i for i, client in enumerate(ids) if client.casefold().endswith(f":{part}")]
    near = near or [i for i, name in enumerate(names) if name and part in name.casefold()]
    if not near:
        raise UnknownClient(
            N_("No client is called “{wanted}”. See the names with: amicable review --all"), wanted=wanted
        )
    if len(near) > 1:
        some = ", ".join(f"{names[i]} ({ids[i]})" for i in near[:5]) + (", …" if len(near) > 5 else "")  # noqa: PLR2004 (a line)
        raise UnknownClient(
            N_("“{wanted}” could be {count} clients: {some}. Give the id."),
            wanted=wanted,
            count=len(near),
            some=some,
        )
    return near[0]


def dossier(review: Review, position: int, *, own: Evidence | None = None, most: int = 200) -> Dossier:
    """The dossier of the client at `position`; `own`: evidence narrowed to it, where the engine can."""
    return dossiers(review, [position], own=own, most=most)[0]


def dossiers(
    review: Review, positions: Sequence[int], *, own: Evidence | None = None, most: int = READABLE
) -> list[Dossier]:
    """Dossiers of the clients at `positions`, each fact table asked once for all of them."""
    clients = review.candidates(list(positions))
    ids = [one.client_id for one in clients]
    facts = review.facts.evidence
    economics = facts.economics.filter(facts.economics.client_id.isin(ids))
    evidence = replace(own or facts, tables={**(own or facts).tables, "economics": economics})
    alone = own is not None and own is not facts
    held = None if alone or not are_few(review.facts) else partial(occasions_of, review.facts)
    found = situations(review.facts.signs, clients, evidence, most=most, held=held)
    quarters = _quarters(economics)
    peers = len(review.portfolio.client_id) - 1
    people = writers(evidence, ids) if any(one.contact for some in found.values() for one in some) else {}
    return [
        Dossier(
            review,
            one,
            quarters.get(one.client_id, ()),
            found.get(one.client_id, ()),
            peers,
            people.get(one.client_id, ()),
        )
        for one in clients
    ]


def _quarters(economics: ibis.Table) -> dict[str, tuple[Year, ...]]:
    found: dict[str, list[Year]] = {}
    for row in economics.filter(economics.closed).order_by("quarter").to_pyarrow().to_pylist():
        found.setdefault(row["client_id"], []).append(
            Year(
                began_on=row["began_on"],
                revenue=row["revenue"],
                cost=row["cost"],
                hours=row["seconds"] / 3600,
                margin=row["margin"] if row["complete"] else None,
                unpriced_hours=row["unpriced_seconds"] / 3600,
                ever_billed=row["ever_billed"],
            )
        )
    return {client: tuple(years) for client, years in found.items()}
