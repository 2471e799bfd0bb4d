"""The pages of an ending, in their order; a room above adds its own when the application starts."""

from amicable.i18n import N_

TABS = {
    "offboarding": N_("Tasks"),
    "offboarding_access": N_("Access and services"),
    "closing_files": N_("Files"),
    "closing_records": N_("Records and erasure"),
    "afterwards": N_("After the end"),
}
"""Name of the page -> what it is called."""
