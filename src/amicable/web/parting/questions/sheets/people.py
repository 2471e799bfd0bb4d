"""To whom it is said."""

from amicable.i18n import N_
from amicable.web.parting.questions.asking import Ask, Sheet, Table

SHEET = Sheet(
    "people",
    10,
    N_("Who is told?"),
    N_(
        "Each person or firm gets a letter of their own. Without an entry the letter goes to the client by name."
    ),
    asks=(
        Ask("formal", N_("Formal address, where the language has two"), "known"),
        Ask("consumer", N_("The client is a private person"), "yes"),
    ),
    tables=(
        Table(
            "addressees",
            N_("People who get a letter"),
            N_("Person or firm"),
            (
                Ask("name", N_("Name"), needed=True),
                Ask("salutation", N_("How they are spoken to"), help=N_("For example: Ms Kowalska")),
                Ask("address", N_("Address"), "lines"),
                Ask("email", N_("E-mail")),
            ),
        ),
    ),
)
