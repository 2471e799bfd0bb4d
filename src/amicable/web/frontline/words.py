"""How kinds of incidents and answers to a pulse are called and drawn."""

from dataclasses import dataclass

from amicable.i18n import N_


@dataclass(frozen=True)
class Word:
    """What people tap on: an icon, a name and, where it helps, what falls under it."""

    icon: str
    title: str
    about: str = ""


KINDS = {
    "abuse": Word("mood-angry", N_("Abuse of our people"), N_("shouting, insults, humiliation, harassment")),
    "threat": Word("alert-triangle", N_("Threat"), N_("of violence, of a lawsuit, of a bad review")),
    "unethical": Word(
        "scale", N_("Unethical request"), N_("asked for something that is illegal or not right")
    ),
    "boundary": Word(
        "fence", N_("Boundary crossed"), N_("calls at night, private numbers, personal remarks")
    ),
    "values": Word("scale", N_("Against our values"), N_("something that we do not stand for")),
    "error": Word("file-x", N_("Their error"), N_("something they did wrong or left undone")),
    "our_error": Word("heart-handshake", N_("Our own error"), N_("something we did wrong or left undone")),
    "outage": Word("alert-triangle", N_("Our service was down"), N_("something of ours that did not work")),
    "other": Word("dots", N_("Something else"), N_("what should be remembered")),
}
SCORES = {
    1: Word("mood-cry", N_("It drains me")),
    2: Word("mood-sad", N_("Hard going")),
    3: Word("mood-empty", N_("All right")),
    4: Word("mood-smile", N_("Good")),
    5: Word("mood-happy", N_("A pleasure")),
}
