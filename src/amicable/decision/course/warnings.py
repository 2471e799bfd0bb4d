"""What a person must hear beside the recommendation."""

from collections.abc import Iterator, Sequence

from amicable.decision.course.values import CAUGHT, Option, Relationship, Verdict
from amicable.decision.course.words import Share, Title, Told
from amicable.i18n import N_

EXTRA_NOTICE_DAYS = 30
"""More notice than the duty asks for, proposed for clients of long standing."""
LARGE_SHARE = 0.1


def warnings(client: Relationship, judged: Verdict, rivals: Sequence[Option]) -> tuple[Told, ...]:
    """Sentences that stand beside the course."""
    return tuple(_warnings(client, judged, {one.name: one for one in rivals}))


def _warnings(client: Relationship, judged: Verdict, rivals: dict[str, Option]) -> Iterator[Told]:
    if client.long_standing and judged.kind not in {"keep", "unknown"}:
        yield Told(
            N_("Client since {day}. Long tenure neither excuses nor condemns: a named owner looks first, and {days} more days of notice are proposed."),
            {"day": client.since_on, "days": EXTRA_NOTICE_DAYS},
        )  # fmt: skip
    if judged.best == "renegotiate" or ("renegotiate" in rivals and client.margin and client.margin.mid < 0):
        yield Told(N_("Do not raise the price in the hope that the client leaves: it may accept. Propose a price only where you would be glad to keep the client at it."))  # fmt: skip
    if judged.kind in {"part", "part_at_once"} and client.one_contact:
        yield Told(
            N_(
                "Nearly everything comes from one person there. Could the client put somebody else in their place?"
            )
        )
    yield from (Told(CAUGHT[name]) for name in judged.caught if name == "just_complained")
    if client.ours:
        yield Told(
            N_("Our own faults show on this client, too: {signs}."),
            {"signs": tuple(Title(one.title) for one in client.ours)},
        )
    yield from _figures_differ(judged, rivals)
    if client.revenue_share is not None and client.revenue_share >= LARGE_SHARE:
        yield Told(
            N_("{share} of our revenue comes from this client."), {"share": Share(client.revenue_share)}
        )
    if client.referred:
        yield Told(N_("This client brought others to us (number of them: {count}). Each relationship is decided by itself; they will hear of this one."), {"count": client.referred})  # fmt: skip


def _figures_differ(judged: Verdict, rivals: dict[str, Option]) -> Iterator[Told]:
    """Where the rules say part and money says stay."""
    best, stay = rivals.get(judged.best), rivals.get("do_nothing")
    if (
        judged.kind not in {"part", "part_at_once"}
        or not best
        or not stay
        or not best.total
        or not stay.total
    ):
        return
    if stay.total.mid > best.total.mid:
        yield Told(
            N_(
                "In money, going on would leave more than parting. The decision then rests on what money does not show."
            )
        )
