"""How it is said."""

from amicable.disengagement.texts import shipped
from amicable.i18n import N_
from amicable.signs import FAMILIES
from amicable.web.parting.questions.asking import Ask, Sheet

UNSAID = N_("As the evidence suggests")
OTHER = N_("Another, said in general words")


def _causes() -> dict[str, str]:
    """Causes for which words have been written, by the families of signs."""
    known = shipped("en", "script")["reason"]
    return {"": UNSAID} | {name: FAMILIES[name].title if name in FAMILIES else OTHER for name in known}


SHEET = Sheet(
    "words",
    20,
    N_("What is said?"),
    N_("One true reason, short, and thanks that are true. What helps depends on how the client takes it."),
    asks=(
        Ask("client.wishes", N_("How will the client take it?"), "choice", choices={"unknown": N_("Nobody knows"), "glad_to_go": N_("Glad to go"), "wants_to_stay": N_("Would like to stay")}),
        Ask("client.satisfied", N_("Is the client content with our work?"), "known"),
        Ask("client.heated", N_("A quarrel goes on, with shouting or threats"), "yes"),
        Ask("thanks", N_("Thanks in your own words"), "text", N_("Something that is true. Without it, the letter thanks for the trust since the year in which it began.")),
        Ask("cause", N_("What is it about?"), "choice", choices=_causes()),
        Ask("reason", N_("The reason in your own words"), "text", N_("One sentence. Without it, the words for the cause are used.")),
        Ask("no_reason", N_("No reason is given, on purpose"), "yes"),
        Ask("end_on", N_("Last day of the service"), "day", N_("Without it, the earliest day that the notice allows.")),
    ),
)  # fmt: skip
