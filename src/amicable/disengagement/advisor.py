"""What helps a client who is told that it ends, and what backfires: advice with its reason and its evidence.

Sources, each named by the advice that rests on it: Wetzel, Haenel and Hess (245 customers whose supplier really left
them); Nazifi et al. (explanation, compensation, alternatives); Haenel, Wetzel and Hammerschmidt (who agrees, who does
not); Haenlein and Kaplan (direct or indirect).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from amicable.i18n import N_

Wishes = Literal["unknown", "glad_to_go", "wants_to_stay"]
WISHES = get_args(Wishes)
STRENGTHS = {
    "strong": N_("strong: several studies, one of them on relationships that really ended"),
    "moderate": N_("moderate: experiments with imagined cases, repeated"),
    "weak": N_("weak: practice and common sense, not measured"),
}
"""How much a piece of evidence bears, with the words for it."""


@dataclass(frozen=True)
class Outset:
    """What is known about the client before the conversation. None: unknown."""

    satisfied: bool | None = None
    """Whether the client is content with our work."""
    wishes: Wishes = "unknown"
    """A name of WISHES: how the client will probably take the end."""
    alternatives: int = 0
    """Others whom we can name."""
    own_faults: int = 0
    """Documented situations in which we were late or wrong."""
    heated: bool = False
    """Shouting, threats, or a quarrel that goes on."""
    unsafe: bool = False
    """Violence or harassment: nobody calls."""
    may_call: bool = True
    """Whether the policy pack lets people call or meet the client for this cause."""
    may_explain: bool = True
    """Whether the policy pack lets a reason be given."""


@dataclass(frozen=True)
class Advice:
    """One thing to do or to leave, why, and how sure that is."""

    about: str
    """"ending", "call", "notice", "explanation", "alternatives", "goodwill", "apology" or "silence"."""
    do: bool | None
    """None: the firm may choose."""
    because: str
    strength: str
    """A name of STRENGTHS."""
    source: str


def advise(outset: Outset) -> tuple[Advice, ...]:
    """All advice for this outset, the most important first."""
    return tuple(_all(outset))


def wanted(advice: tuple[Advice, ...], about: str) -> bool:
    """Whether the script and the letter hold it by themselves."""
    return any(one.about == about and one.do for one in advice)


def _all(outset: Outset) -> Iterator[Advice]:
    if outset.satisfied:
        yield Advice("ending", False, N_("The client is content. A content client takes a lighter service better than an end: look at that remedy first."), "moderate", "Haenel, Wetzel, Hammerschmidt 2019")  # fmt: skip
    yield _call(outset)
    yield Advice("notice", True, N_("Say the date early. Notice beforehand is one of the only two things that reduced bad word of mouth after real endings."), "strong", "Wetzel, Haenel, Hess")  # fmt: skip
    yield _explanation(outset)
    yield _alternatives(outset)
    yield _goodwill(outset)
    yield _apology(outset)
    yield Advice("silence", False, N_("Never tie a refund to silence or to a good review. It is against the law in many places, and what is bought so is told all the sooner."), "moderate", "Consumer Review Fairness Act (US)")  # fmt: skip


def _call(outset: Outset) -> Advice:
    if outset.unsafe:
        return Advice("call", False, N_("Nobody calls or meets somebody who threatened or harassed our people. The letter brings the news."), "weak", "NHS, NSW Ombudsman")  # fmt: skip
    if not outset.may_call:
        return Advice("call", False, N_("The policy pack is against calling or meeting the client for this cause. The letter brings the news."), "weak", "NHS, NSW Ombudsman")  # fmt: skip
    return Advice("call", True, N_("Say it directly. An end that the client has to guess hurts as much, and costs more respect."), "moderate", "Haenlein, Kaplan 2011")  # fmt: skip


def _explanation(outset: Outset) -> Advice:
    if not outset.may_explain:
        return Advice("explanation", False, N_("The policy pack advises or orders to give no reason. Say the decision and the date."), "weak", "CPAI, AML law")  # fmt: skip
    return Advice("explanation", True, N_("Give one short, true reason. A truthful explanation was the strongest remedy of all that were compared."), "moderate", "Nazifi et al.")  # fmt: skip


def _alternatives(outset: Outset) -> Advice:
    if outset.alternatives:
        return Advice("alternatives", True, N_("Name who can help instead. It is the other of the two things that reduced bad word of mouth after real endings."), "strong", "Wetzel, Haenel, Hess")  # fmt: skip
    return Advice("alternatives", True, N_("Nobody is named yet. Look for one or two before the call; if there is nobody, a refund weighs more."), "strong", "Wetzel, Haenel, Hess; Nazifi et al.")  # fmt: skip


def _goodwill(outset: Outset) -> Advice:
    if outset.wishes == "glad_to_go":
        return Advice("goodwill", False, N_("The client is glad to go. Money beyond the settled account would look like a bad conscience."), "moderate", "Haenel, Wetzel, Hammerschmidt 2019")  # fmt: skip
    if not outset.alternatives:
        return Advice("goodwill", True, N_("No alternative can be named. Then compensation helps most: a refund, or the last invoice waived."), "moderate", "Nazifi et al.")  # fmt: skip
    if outset.wishes == "wants_to_stay":
        return Advice("goodwill", True, N_("The client would like to stay. A sign of goodwill softens that; a modest one is enough where an alternative is named."), "moderate", "Haenel, Wetzel, Hammerschmidt 2019")  # fmt: skip
    return Advice("goodwill", None, N_("Nobody knows how the client will take it. Goodwill helps where a client would like to stay and backfires where one is glad to go: decide in the call."), "moderate", "Haenel, Wetzel, Hammerschmidt 2019")  # fmt: skip


def _apology(outset: Outset) -> Advice:
    if outset.heated or outset.unsafe:
        return Advice("apology", False, N_("In the heat of a quarrel an apology is taken as an admission. Stay brief, friendly and firm."), "weak", "BIFF")  # fmt: skip
    if outset.wishes == "glad_to_go":
        return Advice("apology", False, N_("The client is glad to go. An apology would tell them that something is wrong."), "moderate", "Haenel, Wetzel, Hammerschmidt 2019")  # fmt: skip
    if outset.own_faults:
        return Advice("apology", True, N_("Something of ours went wrong and is documented. Apologise for that thing, never for the decision."), "moderate", "Haenel, Wetzel, Hammerschmidt 2019")  # fmt: skip
    if outset.wishes == "wants_to_stay":
        return Advice("apology", True, N_("The client would like to stay. One sentence that it did not fit lets the hurt pass sooner."), "moderate", "Haenel, Wetzel, Hammerschmidt 2019")  # fmt: skip
    return Advice("apology", None, N_("Nothing of ours is documented, and nobody knows how the client will take it. Decide in the call."), "weak", "BIFF; Haenel, Wetzel, Hammerschmidt 2019")  # fmt: skip
