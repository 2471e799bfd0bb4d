"""Writing the firm's own texts, and its letterhead."""

from django.db import transaction

from amicable.disengagement.texts import shipped
from amicable.disengagement.texts.gaps import checked
from amicable.i18n import N_
from amicable.refusal import Refusal
from amicable.web.accounts.models import Person
from amicable.web.diary.actions import write
from amicable.web.parting.models import Letterhead, OwnText
from amicable.web.parting.words.own import written

FILES = ("letter", "script", "objections", "warning", "reinstatement", "clauses", "money")
LARGEST_LOGO = 300_000
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"<svg", b"<?xml")


class NotAPicture(Refusal):
    """A logo that no printer could set."""


class NoSuchText(Refusal):
    """A place where no text stands."""


@transaction.atomic
def put(
    *, by: Person, language: str, file: str, section: str, key: str, text: str, informal: str = ""
) -> None:
    """Put a text in place of the shipped one; an empty one brings that back. FaultyTexts where placeholders differ."""
    if file not in FILES or key not in shipped(language, file).get(section, {}):
        raise NoSuchText(N_("No text stands there. Choose one from the list."))
    place = {"language": language, "file": file, "section": section, "key": key}
    formal, other = _plain(text), _plain(informal)
    if not formal:
        OwnText.objects.filter(**place).delete()
    else:
        OwnText.objects.update_or_create(**place, defaults={"text": formal, "informal": other, "written_by": by.email})  # fmt: skip
    folder = written(list(OwnText.objects.filter(language=language)))
    if folder:
        checked(folder)
    write("parting.text", by=by.email, place=f"{language}/{file}.{section}.{key}")


def _plain(text: str) -> str:
    """Without characters that nobody sees."""
    return "".join(one for one in text.strip() if one.isprintable() or one == "\n")


@transaction.atomic
def set_letterhead(*, by: Person, address: str, phone: str, email: str, logo: bytes | None) -> Letterhead:
    """What stands at the head of every letter; no `logo`: the one that is there stays."""
    if logo and (len(logo) > LARGEST_LOGO or not logo.lstrip().startswith(PICTURES)):
        raise NotAPicture(
            N_("The logo must be a picture of the kind PNG, JPEG or SVG, not larger than 300 kB.")
        )
    values = {"address": address, "phone": phone, "email": email} | ({"logo": logo} if logo else {})
    made, _ = Letterhead.objects.update_or_create(pk=1, defaults=values)
    write("parting.letterhead", by=by.email)
    return made
