"""Files, originals and access."""

from amicable.i18n import N_
from amicable.web.parting.questions.asking import Ask, Sheet, Table

SHEET = Sheet(
    "files",
    50,
    N_("Files, keys and access"),
    N_("What goes back, until when files can be fetched, and who takes away which access."),
    asks=(
        Ask("records_by", N_("Files can be fetched until"), "day"),
        Ask("download", N_("Address of the download")),
        Ask("deletion_on", N_("Our copies are deleted on"), "day"),
        Ask("originals", N_("Originals, keys and registrations that go back"), "lines", none=N_("Nothing of theirs is here.")),
        Ask("originals_by", N_("They go back until"), "day"),
        Ask("processes_personal_data", N_("We process personal data on their instruction"), "yes"),
    ),
    tables=(
        Table(
            "access",
            N_("Access that is removed"),
            N_("System"),
            (
                Ask("system", N_("System"), needed=True),
                Ask("ours", N_("Our access to theirs"), "yes"),
                Ask("removed_by", N_("Removed by"), "day", needed=True),
                Ask("remover", N_("Who removes it"), needed=True),
            ),
            none=N_("Neither side has access to the other."),
        ),
    ),
)  # fmt: skip
