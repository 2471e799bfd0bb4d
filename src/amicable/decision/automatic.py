"""Not a client: a sender that writes round the clock, or says itself that it is a machine.

A machine is shown as such and left out of the ranking until a person decides.
"""

from collections.abc import Callable, Mapping

import ibis
import numpy as np

from amicable.costing import Sums
from amicable.evidence import Evidence, count

LEAST = 100
"""Messages or tickets below which nothing is said."""
NIGHT_MINUTES = 5 * 60
"""Midnight to five: a fifth of the day, in which people write almost nothing."""
NIGHT_SHARE = 0.12
WEEKEND_SHARE = 0.2
"""Sent evenly over the week, two sevenths fall on a weekend."""
FLAGGED_SHARE = 0.5


def _sums(table: ibis.Table, stem: str, where: ibis.Value) -> dict[str, ibis.Value]:
    minute, day = table[f"{stem}_minute"], table[f"{stem}_day"]
    return {
        "sent": count(where),
        "at_night": count(where & (minute < NIGHT_MINUTES)),
        "at_weekend": count(where & ((day + 3) % 7 >= 5)),  # noqa: PLR2004 (Saturday)
        "flagged": count(where & table.automatic.fill_null(False)),
    }


def _messages(evidence: Evidence) -> Sums:
    messages = evidence.messages
    theirs = messages.direction == "in"
    return Sums("messages", messages, "sent_on", _sums(messages, "sent", theirs), theirs)


def _tickets(evidence: Evidence) -> Sums:
    tickets = evidence.tickets
    return Sums("tickets", tickets, "opened_on", _sums(tickets, "opened", tickets.client_id.notnull()))


SUMS: Mapping[str, Callable[[Evidence], Sums]] = {"messages": _messages, "tickets": _tickets}
"""What is added up to recognise machines, by table."""


def automatic(answers: list[ibis.Table]) -> dict[str, int]:
    """client_id -> messages or tickets, of those that look automatic."""
    found: dict[str, int] = {}
    for answer in answers:
        names = ["sent", "at_night", "at_weekend", "flagged"]
        summed = answer.group_by("client_id").aggregate(**{name: answer[name].sum() for name in names})
        table = summed.filter(summed.sent >= LEAST).to_pyarrow()
        sent, night, weekend, flagged = (table[name].to_numpy().astype(float) for name in names)
        evenly = (night / sent >= NIGHT_SHARE) & (weekend / sent >= WEEKEND_SHARE)
        machine = evenly | (flagged / sent >= FLAGGED_SHARE)
        found |= {table["client_id"][int(i)].as_py(): int(sent[i]) for i in np.flatnonzero(machine)}
    return found
