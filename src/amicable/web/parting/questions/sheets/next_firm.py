"""Who helps the client next."""

from amicable.i18n import N_
from amicable.web.parting.questions.asking import Ask, Sheet, Table

SHEET = Sheet(
    "next_firm",
    40,
    N_("Who helps the client next?"),
    N_(
        "Help with an alternative is one of the only two things that reduced bad word of mouth after real endings."
    ),
    tables=(
        Table(
            "alternatives",
            N_("Others, beside those of the directory"),
            N_("Alternative"),
            (
                Ask("name", N_("Name"), needed=True),
                Ask("good_for", N_("What they are good for"), needed=True),
                Ask("contact", N_("How they are reached")),
            ),
        ),
    ),
)
