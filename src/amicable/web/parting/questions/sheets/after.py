"""After the end."""

from amicable.i18n import N_
from amicable.web.parting.questions.asking import Ask, Sheet

SHEET = Sheet(
    "after",
    60,
    N_("After the end"),
    N_("Which questions are still answered, to whom the client writes who sees it differently, and how the letter travels."),
    asks=(
        Ask("support.until", N_("Questions are answered until"), "day"),
        Ask("support.price", N_("Price of the support"), "money", N_("Empty: it is included.")),
        Ask("contest.contact", N_("Who answers a client that sees it differently")),
        Ask("contest.by", N_("They write until"), "day"),
        Ask("contest.answer_by", N_("They are answered until"), "day"),
        Ask("contest.body", N_("Ombudsman or professional body")),
        Ask("readmission", N_("If they ask again later"), "text", N_("A sentence of your own on which terms; empty: nothing is said.")),
        Ask("channel", N_("How the letter travels"), "choice", choices={"": N_("As the duties say"), "email": N_("E-mail"), "post": N_("Post"), "tracked_post": N_("Post with tracking"), "portal": N_("Portal of the client"), "meeting": N_("Handed over in person")}),
        Ask("acknowledge_by", N_("The signed copy comes back until"), "day"),
    ),
)  # fmt: skip
