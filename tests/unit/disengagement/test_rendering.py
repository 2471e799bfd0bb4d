"""How a letter leaves the house: the same words in every format, whatever somebody typed into it."""

import email
import email.policy
import io
import re
import shutil
import subprocess
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser

import docx
import icalendar
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amicable.disengagement import script
from amicable.disengagement.letter import build, prose
from amicable.disengagement.parting import Addressee, Sender, Service
from amicable.disengagement.rendering._plain import plain
from amicable.disengagement.rendering.docx import letter_as_docx
from amicable.disengagement.rendering.invitation import invitation
from amicable.disengagement.rendering.mail import as_html, letter_as_email
from amicable.disengagement.rendering.pdf import NotPrintable, letter_as_pdf, script_as_pdf
from amicable.disengagement.rendering.scripted import as_markdown, cards_as_markdown, sheet
from amicable.disengagement.rendering.written import annexes_as_text, as_text
from amicable.i18n import LANGUAGES
from tests.unit.disengagement.partings import tiny, whole

HOSTILE = [
    '#import "@preview/evil:1.0.0": *',
    "$x^2$ *bold* _thin_ = heading <label> @ref `raw` // comment",
    '#read("/etc/passwd")',
    "<script>alert(1)</script> & <b>bold</b> &amp;",
    '=HYPERLINK("http://example.org","x")',
    "{end_on} {0} %s ${HOME}",
    "\\u{1F600} \\ # [ ] ~ -- ---",
    "Zażółć gęślą jaźń",
    "Nguyễn Thị Hồng Hạnh, đường Trường Chinh, số ặẵậộợữ",
    "a\x00b\x07c\x1bd\ufffee",
    "l'Hospitalet · col·legi",
]
TYPED = st.text(st.characters(codec="utf-8", categories=["Lu", "Ll", "Nd", "Po", "Ps", "Pe", "Sm", "Sc", "Zs", "Pd", "Cc"], max_codepoint=0x17F), min_size=1, max_size=60)  # fmt: skip


def squeezed(text):
    """Without blanks and ends of lines, which a page puts elsewhere."""
    return re.sub(r"\s+", "", text)


def read_pdf(pdf):
    return squeezed("".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages))


def read_docx(file):
    document = docx.Document(io.BytesIO(file))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return squeezed("".join([*(one.text for one in document.paragraphs), *cells]))


class Seen(HTMLParser):
    def __init__(self):
        super().__init__()
        self.text, self.tags = "", set()

    def handle_data(self, data):
        self.text += data

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)


def with_text(text):
    return build(whole(pack=tiny("statement"), thanks=text, services=(Service(text),), work=()))


@pytest.mark.parametrize("text", HOSTILE)
def test_what_somebody_typed_comes_out_as_text_in_every_format(text):
    made = with_text(text)
    wanted = squeezed(plain(text))
    pdf = letter_as_pdf(made)
    page = Seen()
    page.feed(as_html(made))
    message = email.message_from_bytes(letter_as_email(made, pdf, name="letter.pdf"), policy=email.policy.default)  # fmt: skip
    assert wanted in read_pdf(pdf)
    assert wanted in read_docx(letter_as_docx(made))
    assert wanted in squeezed(page.text)
    assert not page.tags & {"script", "b", "label"}
    assert wanted in squeezed(message.get_body(("plain",)).get_content())
    assert wanted in squeezed(as_text(made))


@settings(max_examples=25)
@given(TYPED)
def test_whatever_is_typed_is_copied_out_of_the_pdf_as_it_was(text):
    made = with_text(f"[{text}]")
    assert squeezed(plain(f"[{text}]")) in read_pdf(letter_as_pdf(made))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_of_the_pdf_is_the_letter(language):
    made = build(whole(language=language))
    read = read_pdf(letter_as_pdf(made)).replace("•", "")
    read = re.sub(r"\d/\d", "", read)  # numbers of pages stand between
    pieces = [
        piece
        for _, flow in made.body
        for one in flow
        for piece in ([one] if isinstance(one, str) else one.lines)
    ]
    assert pieces
    assert [piece for piece in pieces if squeezed(piece) not in read] == []


def test_the_pdf_is_tagged_archival_and_says_its_language():
    reader = pypdf.PdfReader(io.BytesIO(letter_as_pdf(build(whole()))))
    catalogue = reader.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"].startswith("en")
    assert reader.metadata.title == "The end of our work together on December 31, 2026"
    about = catalogue["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in about
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in about
    assert "<pdfuaid:part>1</pdfuaid:part>" in about
    assert {"/H1", "/H2", "/P", "/Table", "/THead", "/TH", "/L"} <= structure(catalogue["/StructTreeRoot"])


@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="there is no pdfinfo (poppler-utils)")
@pytest.mark.parametrize("language", LANGUAGES)
def test_another_reader_sees_headings_paragraphs_lists_and_tables_too(language, tmp_path):
    (tmp_path / "letter.pdf").write_bytes(letter_as_pdf(build(whole(language=language))))
    told = subprocess.run(["pdfinfo", "-struct", "letter.pdf"], cwd=tmp_path, capture_output=True, text=True, check=True, errors="replace")  # fmt: skip
    tags = [line.split()[0].rstrip(":") for line in told.stdout.splitlines() if line.strip()]
    assert tags.count("H1") == 1
    assert tags.count("Table") == 4
    assert {"Document", "H2", "P", "L", "LI", "TR", "TH", "TD"} <= set(tags)


def structure(node):
    """Every kind of tag below a node."""
    found = {node["/S"]} if "/S" in node else set()
    below = node.get("/K", [])
    for one in below if isinstance(below, list) else [below]:
        child = one.get_object() if hasattr(one, "get_object") else one
        if isinstance(child, dict):
            found |= structure(child)
    return found


def test_the_same_letter_is_the_same_bytes():
    assert letter_as_pdf(build(whole())) == letter_as_pdf(build(whole()))


def test_a_letter_that_no_font_here_can_show_is_refused_and_says_what_to_do():
    with pytest.raises(NotPrintable, match="DOCX or e-mail"):
        letter_as_pdf(with_text("田中"))


def test_a_logo_stands_on_the_letter_with_its_name():
    svg = (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>'
    )
    made = build(whole(firm=Sender("Puig & Lee", phone="1", logo=svg)))
    assert "/Figure" in structure(pypdf.PdfReader(io.BytesIO(letter_as_pdf(made))).trailer["/Root"]["/StructTreeRoot"])  # fmt: skip


def test_a_logo_that_is_no_picture_is_refused():
    with pytest.raises(NotPrintable):
        letter_as_pdf(build(whole(firm=Sender("Puig & Lee", phone="1", logo=b"no picture"))))


def test_the_docx_has_headings_lists_and_tables_and_its_language():
    document = docx.Document(io.BytesIO(letter_as_docx(build(whole()))))
    styles = {one.style.name for one in document.paragraphs}
    assert {"Heading 1", "Heading 2", "List Bullet"} <= styles
    assert len(document.tables) == 4
    assert document.core_properties.language == "en"


def test_the_email_is_a_draft_with_text_page_and_pdf():
    made = build(whole())
    message = email.message_from_bytes(letter_as_email(made, b"%PDF", name="letter.pdf"), policy=email.policy.default)  # fmt: skip
    assert message["X-Unsent"] == "1"
    assert str(message["To"]) == "Anna Kowalska <anna@kowalska.example>"
    assert message["Subject"] == made.subject
    assert [part.get_filename() for part in message.iter_attachments()] == ["letter.pdf"]
    assert prose(made).split("\n\n")[3] in message.get_body(("plain",)).get_content().replace("\r\n", "\n")


@pytest.mark.parametrize("address", ["", "nobody", "@x", "a b@c d\r\nBcc: all@example.org", "x@\x00"])
def test_an_address_that_is_none_leaves_the_recipient_open(address):
    made = build(whole(addressees=(Addressee("A\r\nBcc: all@example.org", email=address),)))
    message = email.message_from_bytes(letter_as_email(made, b"%PDF", name="letter.pdf"), policy=email.policy.default)  # fmt: skip
    assert message["Bcc"] is None
    assert "\n" not in str(message["To"] or "")


def test_annexes_are_readable_as_text():
    text = annexes_as_text(build(whole()))
    assert "- Bookkeeping: 9 of 12 hours, 75% of a price of €1,200.00: €900.00" in text
    assert (
        "- Bank view. Whose access: ours; Removed by: December 31, 2026; Removed by whom: Kowalska Ltd"
        in text
    )


def test_the_script_prints_with_its_cards():
    parting = whole()
    shown = sheet(script.build(parting), parting, "en")
    read = read_pdf(script_as_pdf(shown))
    assert squeezed("We have decided to end our work together.") in read
    assert squeezed("Give us another chance.") in read
    assert "> We have decided to end our work together." in as_markdown(shown)
    assert "## 1. Give us another chance." in cards_as_markdown(shown)


def test_the_invitation_says_nothing_about_the_decision():
    starts = datetime(2026, 10, 5, 10, tzinfo=UTC)
    (event,) = icalendar.Calendar.from_ical(invitation(whole(), starts, place="Room 2")).walk("VEVENT")
    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(minutes=15)
    assert event["LOCATION"] == "Room 2"
    assert not re.search("end|decision|letter|last day", f"{event['SUMMARY']} {event['DESCRIPTION']}")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("way", ["call", "video", "meeting"])
def test_the_invitation_says_how_long_and_how_it_is_planned(way, language):
    starts = datetime(2026, 10, 5, 10, tzinfo=UTC)
    made = invitation(whole(language=language), starts, minutes=45, way=way)
    (event,) = icalendar.Calendar.from_ical(made).walk("VEVENT")
    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(minutes=45)
    assert "45" in event["DESCRIPTION"]
    assert "Sam Lee" in event["DESCRIPTION"]


def test_control_characters_are_no_text():
    assert plain("a\x00\x1b[1mb\r\nc\ud800") == "a[1mb\nc"


def test_the_day_of_the_letter_is_the_day_of_the_conversation():
    assert build(whole(told_on=date(2026, 10, 4))).written_on == date(2026, 10, 4)
