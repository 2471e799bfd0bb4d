"""What becomes of the work."""

from amicable.i18n import N_
from amicable.web.parting.questions.asking import Ask, Sheet, Table

SHEET = Sheet(
    "open_work",
    30,
    N_("What becomes of the work?"),
    N_("The client reads what is finished, what will be finished by when, and what will not be done."),
    asks=(
        Ask("remaining", N_("Services that go on"), "lines"),
        Ask("urgent_cover", N_("In urgent matters they reach us until the end"), "yes"),
    ),
    tables=(
        Table(
            "services",
            N_("Services that end"),
            N_("Service"),
            (Ask("name", N_("Service"), needed=True), Ask("since_on", N_("Since"), "day")),
        ),
        Table(
            "work",
            N_("Open work"),
            N_("Piece of work"),
            (
                Ask("name", N_("What"), needed=True),
                Ask("state", N_("What becomes of it"), "choice", choices={"will": N_("It will be finished"), "done": N_("It is finished"), "not_done": N_("It will not be done")}),
                Ask("by", N_("Until"), "day"),
                Ask("price", N_("Price"), "money"),
            ),
            none=N_("No work is open."),
        ),
        Table(
            "deadlines",
            N_("Deadlines of the client ahead"),
            N_("Deadline"),
            (
                Ask("what", N_("What"), needed=True),
                Ask("due_on", N_("Due on"), "day", needed=True),
                Ask("then", N_("What happens if it is missed, as a whole sentence")),
            ),
            none=N_("None is near."),
        ),
    ),
)  # fmt: skip
