"""The letter as an e-mail: text and HTML, the PDF attached; sent by a person, never by itself."""

from email.headerregistry import Address
from email.message import EmailMessage
from html import escape

from amicable.disengagement.letter import Letter
from amicable.disengagement.paragraphs import Form, Grid, Listed
from amicable.disengagement.rendering._plain import plain
from amicable.disengagement.rendering.written import annexes_as_text, as_text

UNSENT = {"X-Unsent": "1"}
"""Mail programs open such a message as a draft."""


def letter_as_email(letter: Letter, pdf: bytes, *, name: str) -> bytes:
    """A draft as .eml, the PDF attached under `name`; without an address of the client's it has no recipient."""
    made = EmailMessage()
    made["Subject"] = _line(letter.subject)
    if sender := _address(letter.firm.speaker or letter.firm.name, letter.firm.email):
        made["From"] = sender
    if reader := _address(letter.to.name, letter.to.email):
        made["To"] = reader
    for header, value in UNSENT.items():
        made[header] = value
    made.set_content(f"{as_text(letter)}\n{annexes_as_text(letter)}", cte="quoted-printable")
    made.add_alternative(as_html(letter), subtype="html", cte="quoted-printable")
    made.add_attachment(pdf, maintype="application", subtype="pdf", filename=name)
    return made.as_bytes()


def as_html(letter: Letter) -> str:
    """The letter as one HTML page without scripts, pictures or links of its own."""
    body = "".join(_group(heading, flow) for heading, flow in letter.body)
    signed = "<br>".join(
        _safe(one) for one in (letter.firm.speaker, letter.firm.role, letter.firm.name) if one
    )
    annexes = "".join(_annex(one) for one in letter.annexes)
    return (
        f'<!doctype html><html lang="{_safe(letter.language)}"><head><meta charset="utf-8"><title>{_safe(letter.subject)}</title></head>'
        f'<body style="font-family: sans-serif; max-width: 42em; line-height: 1.5"><h1 style="font-size: 1.3em">{_safe(letter.subject)}</h1>'
        f"<p>{_safe(letter.greeting)}</p>{body}<p>{_safe(letter.regards)}</p><p>{signed}</p>{annexes}</body></html>\n"
    )


def _group(heading: str, flow: tuple[str | Listed, ...]) -> str:
    title = f'<h2 style="font-size: 1.1em">{_safe(heading)}</h2>' if heading else ""
    return title + "".join(_piece(one) for one in flow)


def _piece(piece: str | Listed) -> str:
    if isinstance(piece, Listed):
        return "<ul>" + "".join(f"<li>{_safe(one)}</li>" for one in piece.lines) + "</ul>"
    return f"<p>{_safe(piece)}</p>"


def _annex(annex: Grid | Form) -> str:
    title = f'<h2 style="font-size: 1.1em">{_safe(annex.title)}</h2>'
    if isinstance(annex, Form):
        return title + "".join(f"<p>{_safe(one)}</p>" for one in annex.lines)
    head = "".join(f'<th scope="col" style="text-align: left">{_safe(one)}</th>' for one in annex.columns)
    rows = "".join("<tr>" + "".join(f"<td>{_safe(one)}</td>" for one in row) + "</tr>" for row in annex.rows)
    return f'{title}<table cellpadding="4"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def _safe(text: str) -> str:
    return escape(plain(text))


def _line(text: str) -> str:
    """A header holds one line."""
    return " ".join(plain(text).split())


def _address(name: str, email: str) -> Address | None:
    """None where there is no address, or one that no mail program would take."""
    user, at, domain = _line(email).rpartition("@")
    if not (at and user and domain):
        return None
    try:
        return Address(_line(name), username=user, domain=domain)
    except (ValueError, IndexError):
        return None
