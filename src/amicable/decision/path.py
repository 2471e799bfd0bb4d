"""The path of a case: its states, what each allows, and which action leads from where to where.

This is the only place that knows the order. It is pure: who acts, when, and what is written down is the caller's.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from amicable.i18n import N_
from amicable.refusal import Refusal

STATES = {
    "open": N_("Open"),
    "repairing": N_("Being repaired"),
    "decided": N_("Decided"),
    "conversation_planned": N_("Conversation planned"),
    "told": N_("Told"),
    "notice": N_("Notice"),
    "winding_down": N_("Winding down"),
    "closed": N_("Closed"),
    "archived": N_("Archived"),
    "erased": N_("Erased"),
    "withdrawn": N_("Withdrawn"),
    "contested": N_("Contested"),
    "suspended": N_("Suspended"),
    "reinstated": N_("Reinstated"),
}
WAY = tuple(STATES)[:10]
"""From the first fact to the last erasure; the four others leave this way, or pause on it."""
PAUSES = frozenset({"contested", "suspended"})
"""States that come back to where the case was."""
OVER = frozenset({"closed", "archived", "erased", "withdrawn", "reinstated"})
"""States in which nothing is being decided any more: another case of the same client may be opened."""
ENDING = frozenset({"decided", "conversation_planned", "told", "notice", "winding_down", "contested"})
"""States in which an ending is under way, and somebody has to carry it."""

STAGES = {
    "evidence": N_("Evidence"),
    "ladder": N_("Ladder"),
    "decision": N_("Decision"),
    "conversation": N_("Conversation"),
    "notice": N_("Notice"),
    "offboarding": N_("Offboarding"),
    "after": N_("After"),
}
STAGE_OF = {
    "open": "evidence",
    "repairing": "ladder",
    "decided": "decision",
    "conversation_planned": "conversation",
    "told": "conversation",
    "notice": "notice",
    "winding_down": "offboarding",
    "closed": "after",
    "archived": "after",
    "erased": "after",
}
BLOCKS = ("decide", "tell", "end", "erase")
"""What a gate can forbid."""
FEWEST, ONE_IN = 3, 20
"""Endings that any firm may carry at once; of larger ones, one client in twenty."""


@dataclass(frozen=True)
class Allowed:
    """What may be done with a client while its case is in some state."""

    quote: bool = True
    order: bool = True
    """Take a new order, or start anything new; an order that is a copy of an old one is new, too."""
    deliver: bool = True
    invoice: bool = True
    collect: bool = True
    support: bool = True


AS_ALWAYS = Allowed()
UNDER_AGREEMENT = Allowed(quote=False)
NOTHING_NEW = Allowed(quote=False, order=False)
ALLOWED: Mapping[str, Allowed] = {
    "open": AS_ALWAYS,
    "repairing": AS_ALWAYS,
    "decided": UNDER_AGREEMENT,
    "conversation_planned": UNDER_AGREEMENT,
    "told": NOTHING_NEW,
    "notice": NOTHING_NEW,
    "winding_down": NOTHING_NEW,
    "closed": Allowed(quote=False, order=False, deliver=False),
    "archived": Allowed(quote=False, order=False, deliver=False, invoice=False, support=False),
    "erased": Allowed(quote=False, order=False, deliver=False, invoice=False, collect=False, support=False),
    "withdrawn": AS_ALWAYS,
    "reinstated": AS_ALWAYS,
}
IN_WORDS = {
    "open": N_("Everything goes on as agreed: the facts are being looked at, and nothing is decided."),
    "repairing": N_("Everything goes on as agreed while what was arranged with the client is tried."),
    "decided": N_(
        "Work under the agreement goes on with full care, also orders that it allows for. Make no new offers."
    ),
    "conversation_planned": N_(
        "Work under the agreement goes on with full care. Make no new offers, and tell nobody outside before the conversation."
    ),
    "told": N_(
        "What was agreed is finished, delivered and invoiced. Nothing new is offered, ordered or started, not as a copy of an old order either."
    ),
    "notice": N_(
        "The agreement holds to its last day: work is delivered, invoiced and supported as before. Nothing new is offered, ordered or started."
    ),
    "winding_down": N_(
        "Open work is finished, delivered and invoiced, and money that is due is collected. Nothing new is offered, ordered or started."
    ),
    "closed": N_(
        "Delivered work may still be invoiced, money collected, and the support given that was agreed. Nothing else is delivered."
    ),
    "archived": N_("Only money that is still owed may be collected. The files wait for the day of erasure."),
    "erased": N_("There is nothing left to do: the client's data are erased."),
    "withdrawn": N_("The case was withdrawn. The relationship goes on as before."),
    "reinstated": N_(
        "The relationship goes on; what was ended is in force again, on the terms written down."
    ),
}


def allowed(state: str, before: str = "") -> Allowed:
    """What is allowed in `state`; while a case pauses, what was allowed `before`."""
    return ALLOWED[before if state in PAUSES else state]


def in_words(state: str, before: str = "") -> str:
    """The same as a sentence to be translated."""
    return IN_WORDS[before if state in PAUSES else state]


NEEDS = {
    "reason": N_("A reason in your own words is missing."),
    "plan": N_("No plan is running. Agree on one with the client first."),
    "record": N_("The decision record is missing: options, reasons, and whether you have an interest in it."),
    "signature": N_("A second person has to sign the decision record."),
    "conversation": N_(
        "The conversation is not planned: who speaks, when and where, or why no call is possible."
    ),
    "outcome": N_("The outcome is missing: when the client was told, by whom, and what was said."),
    "confirmation": N_("The written confirmation has not been sent, so the client has no date in writing."),
    "last_day": N_("The notice is still running; its last day has not come."),
    "offboarded": N_("Tasks of the offboarding are still open, and nobody has accepted them as exceptions."),
    "settled": N_("Files have not been handed over, or money is not settled."),
    "retention": N_("The duty to keep records is still running, or somebody has put them on hold."),
    "words": N_("What the client says against the ending is missing."),
    "answer": N_("Somebody who had no part in the decision has to answer first."),
}
"""What an action can need, and what is said while it is missing."""


@dataclass(frozen=True)
class Action:
    """One move on the path."""

    name: str
    title: str
    """What a button says."""
    comes_from: frozenset[str]
    leads_to: str
    """Empty: back to where the case was before it paused."""
    needs: tuple[str, ...] = ()
    blocked_as: str = ""
    """What a gate must not forbid; empty: no gate stops this."""
    after_ladder: bool = False
    """Whether every remedy must have been tried, or passed over with a reason."""


def _action(
    name: str,
    title: str,
    comes_from: str,
    leads_to: str,
    *needs: str,
    blocked_as: str = "",
    after_ladder: bool = False,
) -> Action:
    return Action(name, title, frozenset(comes_from.split()), leads_to, needs, blocked_as, after_ladder)


ACTIONS: Mapping[str, Action] = {
    one.name: one
    for one in (
        _action("repair", N_("Begin the repair"), "open", "repairing", "plan"),
        _action("decide", N_("Decide to end the relationship"), "open repairing", "decided", "record", "signature", blocked_as="decide", after_ladder=True),
        _action("plan_conversation", N_("Plan the conversation"), "decided", "conversation_planned", "conversation"),
        _action("tell", N_("Write down that the client was told"), "conversation_planned", "told", "outcome", blocked_as="tell"),
        _action("give_notice", N_("Begin the notice"), "told", "notice", "confirmation", blocked_as="end"),
        _action("wind_down", N_("Wind down"), "notice", "winding_down", "last_day"),
        _action("close", N_("Close the case"), "winding_down", "closed", "offboarded", blocked_as="end"),
        _action("archive", N_("Archive the case"), "closed", "archived", "settled"),
        _action("erase", N_("Erase the client's data"), "archived", "erased", "retention", blocked_as="erase"),
        _action("withdraw", N_("Withdraw the case"), "open repairing decided conversation_planned", "withdrawn", "reason"),
        _action("suspend", N_("Suspend the case"), "open repairing decided conversation_planned told notice winding_down", "suspended", "reason"),
        _action("resume", N_("Go on with the case"), "suspended", "", "reason"),
        _action("contest", N_("Write down that the client contests it"), "told notice winding_down closed", "contested", "words"),
        _action("uphold", N_("Uphold the decision"), "contested", "", "answer"),
        _action("grant", N_("Reinstate the client after their objection"), "contested", "reinstated", "answer"),
        _action("reinstate", N_("Reinstate the client"), "told notice winding_down closed", "reinstated", "reason"),
    )
}  # fmt: skip


@dataclass(frozen=True)
class Held:
    """What is known of a case at the moment somebody wants to move it."""

    state: str
    before: str = ""
    """Where a case that pauses comes back to."""
    gates: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Gates that stand and that nobody has overridden, and what each forbids."""
    rungs: frozenset[str] = frozenset()
    """Remedies that were neither tried nor passed over with a reason."""
    done: frozenset[str] = frozenset()
    """Which of `NEEDS` are there."""


@dataclass(frozen=True)
class Missing:
    """One thing that stands between a case and an action."""

    kind: str
    """"gate", "rung" or "need"."""
    name: str


SENTENCES = {
    "gate": N_("A gate stands in the way; open the gates of the case to see what clears it."),
    "rung": N_("A remedy was neither tried nor passed over with a reason; see the ladder of the case."),
}


def sentence(one: Missing) -> str:
    """What is missing, to be translated."""
    return NEEDS[one.name] if one.kind == "need" else SENTENCES[one.kind]


class NotPossible(Refusal):
    """The action does not lead on from where the case is."""


class NotYet(Refusal):
    """Something that the action needs is missing; the first of it is said."""

    def __init__(self, lacking: tuple[Missing, ...]) -> None:
        super().__init__(sentence(lacking[0]))
        self.lacking = lacking


def possible(state: str) -> tuple[Action, ...]:
    """The actions that lead on from `state`, whatever they need."""
    return tuple(one for one in ACTIONS.values() if state in one.comes_from)


def missing(held: Held, action: Action) -> tuple[Missing, ...]:
    """Everything that the action lacks; empty: it may be taken."""
    return tuple(_missing(held, action))


def _missing(held: Held, action: Action) -> Iterator[Missing]:
    for name, forbidden in sorted(held.gates.items()):
        if action.blocked_as in forbidden:
            yield Missing("gate", name)
    if action.after_ladder:
        yield from (Missing("rung", name) for name in sorted(held.rungs))
    yield from (Missing("need", name) for name in action.needs if name not in held.done)


def taken(held: Held, name: str) -> tuple[str, str]:
    """The state after the action, and the one to come back to; refuses what is not possible or not ready."""
    action = ACTIONS[name]
    if held.state not in action.comes_from:
        raise NotPossible(
            N_("The case has moved on, and this step does not lead on from where it is. Load the page anew to see which do.")
        )  # fmt: skip
    lacking = missing(held, action)
    if lacking:
        raise NotYet(lacking)
    if action.leads_to in PAUSES:
        return action.leads_to, held.state
    return action.leads_to or held.before, ""


def passed(state: str, before: str = "") -> tuple[str, ...]:
    """The states of the way up to this one, itself included; empty for a case that has left the way."""
    here = before if state in PAUSES else state
    return WAY[: WAY.index(here) + 1] if here in WAY else ()


def bearable(clients: int) -> int:
    """How many endings a firm with so many clients carries at once: each needs a conversation and a person."""
    return max(FEWEST, clients // ONE_IN)
