"""Chasing money: reminders that we sent, and what writing one costs."""

from collections.abc import Callable, Mapping

from amicable.costing.sums import Sums
from amicable.evidence import Evidence, Firm, count

REMINDER = (
    r"(payment|invoice) reminder|reminder:? .*(invoice|payment)|(over|past)[ -]?due|outstanding (invoice|balance)"
    r"|recordatorio de (pago|factura)|factura (vencida|pendiente)|pago pendiente"
    r"|recordatori de (pagament|factura)|pagament pendent|factura (vençuda|pendent)"
    r"|maksumuistutus|maksukehotus|erääntyny|wezwanie do zapłaty|przypomnienie o płatności|zaległ|nhắc (thanh toán|nợ)|quá hạn"
)
"""What the subject of a reminder holds, in the six languages; lower case."""


def _messages(evidence: Evidence) -> Sums:
    messages = evidence.messages
    ours = (messages.direction == "out") & messages.subject.lower().re_search(REMINDER)
    return Sums(
        "messages", messages, "sent_on", {"reminders": count(ours).cast("int64")}, messages.direction == "out"
    )


def chasing(evidence: Evidence) -> Mapping[str, Callable[[Evidence], Sums]]:
    """The sums that chasing needs; none where the firm has not said how long a reminder takes."""
    return {"messages": _messages} if reminder_cost(evidence.firm) else {}


def reminder_cost(firm: Firm) -> int | None:
    """What one reminder costs, minor units; None where the minutes or the price of an hour are not known."""
    if firm.chasing_minutes is None or not firm.hourly_cost:
        return None
    hour = firm.hourly_cost.get("*", sum(firm.hourly_cost.values()) / len(firm.hourly_cost))
    return round(hour * firm.minor_units * firm.chasing_minutes / 60)
