"""What is read out of messages: situations, and the kinds of each; and what the tone check looks for in our own texts."""

from collections.abc import Mapping
from dataclasses import dataclass

from amicable.i18n import N_


@dataclass(frozen=True)
class Situation:
    """Something that a client wrote, which a firm may want to know of."""

    name: str
    title: str
    about: str
    kinds: Mapping[str, str]
    """Kind -> what a rule of that kind says of its finding."""
    grave: bool = False
    """Counts only after a person has confirmed it."""
    fades: bool = False
    """Aimed at nobody it is no such situation, but swearing."""


SITUATIONS: Mapping[str, Situation] = {
    one.name: one
    for one in (
        Situation(
            "abuse",
            N_("Abuse of staff"),
            N_("Words that hurt a person of ours: insult, contempt, threat, harassment; also without a swear word."),
            {
                "insult": N_("Calls somebody of ours names."),
                "demeaning": N_("Belittles somebody of ours."),
                "contempt": N_("Shows contempt without a swear word."),
                "threat": N_("Threatens somebody of ours."),
                "harassment": N_("Harasses somebody of ours."),
            },
            grave=True,
            fades=True,
        ),
        Situation(
            "swearing",
            N_("Swearing"),
            N_("Strong words that are aimed at nobody: at a printer, at a bad day."),
            {"swearing": N_("Swears, at nobody.")},
        ),
        Situation(
            "instant_reply",
            N_("Demands an instant reply"),
            N_("Wants an answer at once, asks again after minutes, complains about waiting where nobody promised to hurry."),
            {"demand": N_("Wants an answer at once."), "impatience": N_("Asks again why nobody has answered.")},
        ),
        Situation(
            "discount",
            N_("Asks for a discount"),
            N_("Wants the agreed price lowered, something for nothing, or the price of somebody cheaper."),
            {"discount": N_("Asks for a lower price."), "free": N_("Wants work for nothing."), "compare": N_("Presses with somebody cheaper.")},
        ),
        Situation(
            "payment_excuse",
            N_("Payment excuse or promise"),
            N_("Says why an invoice has not been paid, or promises to pay later."),
            {"excuse": N_("Gives a reason why it has not paid."), "promise": N_("Promises to pay later."), "dispute": N_("Refuses to pay.")},
        ),
        Situation(
            "distrust",
            N_("Distrusts our expertise"),
            N_("Doubts our advice or our competence, checks it against the internet or a friend, tells us how to do our work."),
            {"doubt": N_("Doubts our competence."), "second_guess": N_("Holds somebody else's word against our advice."), "instruct": N_("Tells us how to do our work.")},
        ),
        Situation(
            "unethical",
            N_("Asks for something unethical"),
            N_("Wants us to hide, backdate, forge, deceive or break a rule."),
            {"forge": N_("Wants a document changed or backdated."), "hide": N_("Wants something hidden from those who may know."), "deceive": N_("Wants somebody deceived."), "rule": N_("Wants a rule broken.")},
            grave=True,
        ),
        Situation(
            "complaint",
            N_("Complaint"),
            N_("Says that something was not done, not in time or not well. Most complaints are fair: they are read, never counted against a client by themselves."),
            {"complaint": N_("Complains about our work."), "cosmetic": N_("Complains about something cosmetic.")},
        ),
        Situation(
            "bypassing",
            N_("Bypasses the assigned person"),
            N_("Goes over the head of the person in charge, or wants somebody else for no stated reason."),
            {"over_head": N_("Goes over the head of the person in charge."), "other_person": N_("Wants somebody else than the person in charge.")},
        ),
        Situation(
            "late_cancellation",
            N_("Cancels at the last minute"),
            N_("Calls off or moves an appointment shortly before it."),
            {"cancel": N_("Calls off shortly before."), "move": N_("Moves an appointment shortly before."), "missed": N_("Says why it did not come.")},
        ),
        Situation(
            "scope_creep",
            N_("Asks for more than agreed"),
            N_("Slips work into an agreement that does not hold it: one more thing, while you are at it."),
            {"extra": N_("Asks for more than was agreed."), "assumed": N_("Takes it for granted that more is included.")},
        ),
        Situation(
            "late_documents",
            N_("Excuse for late documents"),
            N_("Says why papers or data that we wait for have not come, or promises them for later."),
            {"excuse": N_("Says why the documents have not come."), "promise": N_("Promises the documents for later.")},
        ),
    )
}  # fmt: skip


@dataclass(frozen=True)
class Tone:
    """Something that a kind, short and true text to a client does without."""

    name: str
    title: str
    why: str
    level: str
    """"error", "warning" or "hint"."""


TONES: Mapping[str, Tone] = {
    one.name: one
    for one in (
        Tone("blame", N_("Blames the client"), N_("Blame closes ears. Say what happened, with date and number, and let it stand."), "error"),
        Tone("attack", N_("Attacks the person"), N_("Speak of what was done, never of what somebody is."), "error"),
        Tone("insult", N_("Insults"), N_("The client may read every word one day, and so may a court."), "error"),
        Tone("sarcasm", N_("Sarcasm"), N_("Sarcasm is read as contempt. Say it plainly."), "error"),
        Tone("threat", N_("Threatens"), N_("Name a consequence once, with its date and its reason, and without heat."), "error"),
        Tone("absolute", N_("Always, never"), N_("One exception makes an absolute false. Give the count instead."), "warning"),
        Tone("opinion", N_("Opinion stated as fact"), N_("A client can argue with an opinion, not with a date and a number."), "warning"),
        Tone("motive", N_("Guesses at motives"), N_("Nobody knows why another person does something. Say what happened."), "warning"),
        Tone("sugar", N_("Sugar-coats"), N_("Praise before a “but” is not believed, and hides the message."), "warning"),
        Tone("justify", N_("Justifies too much"), N_("Each further reason invites a further argument. One short reason is enough."), "warning"),
        Tone("reopen", N_("Leaves the door open"), N_("“Maybe later” keeps hope alive and the decision in doubt."), "error"),
        Tone("apology", N_("Apologises where it should not"), N_("An apology where the client is glad to go, or where nobody is at fault, weakens the message."), "hint"),
        Tone("liability", N_("Admits liability"), N_("This sentence can be held against the firm. Let a lawyer see it first."), "error"),
        Tone("promise", N_("Promises beyond the contract"), N_("Promise only what the agreement says and what will be done."), "error"),
        Tone("tipping_off", N_("Tips off"), N_("Where the law forbids to tell, not even the existence of a reason may show."), "error"),
        Tone("gag", N_("Trades for silence"), N_("A refund in exchange for silence or a good review is against the law in many places, and never kind."), "error"),
        Tone("protected", N_("Mentions a protected attribute"), N_("Origin, faith, health, age, sex and the like have no place in the reason."), "error"),
        Tone("diagnosis", N_("Diagnoses a person"), N_("Only a doctor says such things, and not here."), "error"),
        Tone("jargon", N_("Jargon"), N_("Use the word that the client would use."), "hint"),
        Tone("harsh", N_("Harsh word"), N_("A softer word says the same."), "warning"),
        Tone("long", N_("Too long"), N_("Short texts are read to the end. Leave out what the client does not need to act."), "warning"),
        Tone("missing", N_("Something is missing"), N_("Without it the client does not know what happens, when, and what to do."), "error"),
        Tone("fact", N_("Differs from the case"), N_("Names, dates and amounts must be those of the case."), "error"),
    )
}  # fmt: skip
