"""What the firm's own texts are about, in the reader's language."""

from amicable.disengagement.texts import languages, shipped
from amicable.duties import ELEMENTS, RECORDS
from amicable.i18n import N_
from amicable.signs import all_signs
from amicable.web.rendering import language, told

SECTIONS = {
    "heading": N_("Headings"),
    "gap": N_("Where something is still missing"),
    "letterhead": N_("Letterhead"),
    "greeting": N_("The greeting"),
    "opening": N_("The first sentence"),
    "closing": N_("The last sentences"),
    "column": N_("Titles of columns"),
    "cell": N_("Words in tables"),
    "record": N_("Kinds of records"),
    "framing": N_("How the cause is put"),
    "fact": N_("Facts about the client"),
    "facts": N_("What happened"),
    "our_fact": N_("Facts about us"),
    "our_share": N_("Our own share"),
    "share": N_("Our own share"),
    "message": N_("The news"),
    "goodwill": N_("What we give freely"),
    "apology": N_("What we are sorry for"),
    "alternatives": N_("Who could help next"),
    "next_steps": N_("What happens next"),
    "close": N_("The end of the conversation"),
    "no_call": N_("Where nobody calls"),
    "invitation": N_("The invitation"),
    "purpose": N_("What the letter is for"),
    "target": N_("What has to change"),
    "help": N_("What we do ourselves"),
    "outcome": N_("What happens otherwise"),
    "changes": N_("What is agreed anew"),
    "restored": N_("What holds again"),
    "contact": N_("Whom to turn to"),
    "line": N_("Lines of the account"),
    "total": N_("The sum"),
    "note": N_("What to know first"),
    "reinstatement.statement": N_("The news"),
}
"""Sections that are not parts of a letter which duties know; those have titles of their own."""


def of_section(file: str, section: str) -> str:
    """The title of a section; of a clause its own, of an objection what the client says."""
    spoken = language() if language() in languages(file) else "en"
    texts = shipped(spoken, file)[section]
    own = texts.get("heard") or (texts.get("title") if file == "clauses" else "")
    if isinstance(own, str) and own:
        return own
    return told(SECTIONS.get(f"{file}.{section}") or SECTIONS.get(section) or ELEMENTS[section])


def of_text(key: str) -> str:
    """The title of one text in its section; empty where it speaks for itself."""
    sign = all_signs().get(key)
    return told(sign.title) if sign else told(RECORDS[key]) if key in RECORDS else ""
