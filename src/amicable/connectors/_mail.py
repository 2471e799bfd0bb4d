"""One e-mail as a row: what mbox files and Maildir folders have in common."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import Message
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from pathlib import Path

from amicable.connectors._addresses import Party, decoded, is_ours, ours, parties, theirs
from amicable.connectors._mapping import Fill, From, LeaveOut, Row, Sheet
from amicable.evidence import Firm, Problem
from amicable.i18n import N_

NAMESPACE = "mail"
"""A message that lies in two mailboxes, and a person met by mail and by calendar, are one."""

UTC_TEXT = "%Y-%m-%d %H:%M:%S"
PEOPLE = (
    Fill(
        "clients",
        {"client_id": "outside", "name": "outside_name", "email": "outside_address"},
        keep="first",
        mention=True,
    ),
    Fill(
        "staff",
        {"staff_id": "inside_name", "name": "inside_name", "email": "inside_address"},
        keep="first",
        mention=True,
    ),
)
"""Both sides, as far as a message or an appointment names them."""

SHEET = Sheet(
    name="messages",
    needs=("message_id", "sent_at", "outside"),
    zone="UTC",
    leave_out=(
        LeaveOut("\"outside\" = ''", N_("Mail that stayed among ourselves says nothing about a client.")),
    ),
    fills=(
        Fill(
            "messages",
            {
                "message_id": "message_id",
                "client_id": "outside",
                "contact": "outside_address",
                "staff_id": "inside_name",
                "direction": "direction",
                "channel": From(constant="email"),
                "sent_at": From("sent_at", date=UTC_TEXT, zone="UTC"),
                "thread_id": "thread_id",
                "subject": "subject",
                "body": "body",
                "automatic": "automatic",
            },
            keep="last",
        ),
        *PEOPLE,
    ),
)

OPENING = re.compile(rb"\A(?:\xef\xbb\xbf)?(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+")
ROBOT = re.compile(r"^(no-?_?\.?reply|do-?_?not-?_?reply|mailer-daemon|postmaster|bounces?)\b", re.IGNORECASE)
LISTS = ("List-Id", "List-Post", "List-Unsubscribe")
Headers = Mapping[str, str]
Messages = Iterator[tuple[str, int, bytes]]
"""File, line and bytes of each message."""
SLACK = timedelta(minutes=15)
"""How far two clocks may differ before a message seems to have come before it was sent."""

UNKNOWN_DOMAINS = N_(
    "The firm's own mail domains are not known, so every sender counts as a client: "
    'put them into firm.toml (domains = ["example.com"]) and import again.'
)
WRONG_CLOCK = N_(
    "The sender dates this message {claimed}, after it had come; the hour of our own server counts."
)


def begins_like_mail(head: bytes) -> bool:
    """Whether these bytes begin with the header of a message."""
    opening = OPENING.match(head.replace(b"\r\n", b"\n"))
    if opening is None:
        return False
    names = {line.partition(b":")[0].lower() for line in opening[0].splitlines()}
    return b"from" in names and bool(names & {b"date", b"message-id", b"received"})


def rows(path: Path, messages: Messages, firm: Firm, problems: list[Problem]) -> Iterator[Row]:
    """A row for each message."""
    if not firm.domains:
        problems.append(Problem(str(path), 0, "", UNKNOWN_DOMAINS, rows=0))
    for file, line, raw in messages:
        message = message_from_bytes(raw)  # the old policy: it takes any header, and half the time
        headers = _headers(message)
        claimed = _header(headers, "Date")
        said = _moment(claimed)
        sent = _sent(said, headers)
        if said not in (None, sent):
            problems.append(Problem(file, line, "Date", WRONG_CLOCK, {"claimed": claimed}, rows=0))
        sent_at = f"{sent:{UTC_TEXT}}" if sent else claimed
        yield _row(message, headers, sent_at, firm) | {"_line": str(line)}


def _row(message: Message, headers: Headers, sent_at: str, firm: Firm) -> dict[str, str | None]:
    """What a message tells, under the names that SHEET reads."""
    sender = parties(_header(headers, "From"))[:1]
    recipients = parties(*(_header(headers, name) for name in ("To", "Cc", "Bcc", "Delivered-To")))
    sent_by_us = any(is_ours(party, firm) for party in sender)
    subject = decoded(_header(headers, "Subject"))
    author = sender[0].address if sender else ""
    message_id = _header(headers, "Message-ID") or f"{sent_at} | {author} | {subject}"
    return {
        "message_id": message_id,
        "direction": "out" if sent_by_us else "in",
        "sent_at": sent_at,
        "thread_id": _thread(headers) or message_id,
        "subject": subject,
        "body": _body(message),
        "automatic": "true" if _is_automatic(headers, sender) else "false",
        **named("outside", theirs(recipients if sent_by_us else sender, firm)),
        **named("inside", ours(sender if sent_by_us else recipients, firm)),
    }


def named(side: str, party: Party | None) -> dict[str, str | None]:
    """The columns that name one side."""
    if party is None:
        return {side: "", f"{side}_name": "", f"{side}_address": ""}
    return {side: party.id, f"{side}_name": party.name, f"{side}_address": party.address}


def _headers(message: Message) -> Headers:
    """Its headers by their names in lower case; of several, the first."""
    found: dict[str, str] = {}
    for name, value in message.raw_items():
        found.setdefault(name.lower(), str(value))
    return found


def _header(headers: Headers, name: str) -> str:
    """A header as it stands, on one line; empty where it is absent."""
    raw = headers.get(name.lower(), "")
    if raw.isascii():
        return " ".join(raw.split())
    content = raw.encode("utf-8", "surrogateescape")
    return " ".join(_guessed(content, "utf-8").split())


def _thread(headers: Headers) -> str:
    """The first message of the conversation, as far as this one knows it."""
    known = _header(headers, "References").split() or _header(headers, "In-Reply-To").split()
    return known[0] if known else ""


def _sent(claimed: datetime | None, headers: Headers) -> datetime | None:
    """When it was sent: what its sender says, unless it had come before or that is no date."""
    came = _moment(_header(headers, "Received").rpartition(";")[2])
    if came is not None and (claimed is None or claimed > came + SLACK):
        return came
    return claimed


def _moment(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
        return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _is_automatic(headers: Headers, sender: list[Party]) -> bool:
    """Whether the sender marked it as sent by a machine or to a list."""
    return (
        _header(headers, "Auto-Submitted").lower() not in ("", "no")
        or _header(headers, "Precedence").lower() in ("bulk", "list", "junk", "auto_reply")
        or any(_header(headers, name) for name in LISTS)
        or any(ROBOT.match(party.address) for party in sender)
    )


def _body(message: Message) -> str:
    """The text part; the words of the HTML part where there is no other."""
    part = _part(message, "plain") or _part(message, "html")
    if part is None:
        return ""
    text = _decoded(part)
    return (_words(text) if part.get_content_type() == "text/html" else text).replace("\0", "").strip()


def _part(message: Message, subtype: str) -> Message | None:
    """The first part of this sort that is not an attachment."""
    for part in message.walk():
        if part.get_content_type() == f"text/{subtype}" and part.get_content_disposition() != "attachment":
            return part
    return None


def _decoded(part: Message) -> str:
    payload = part.get_payload(decode=True)
    return _guessed(payload, part.get_content_charset() or "utf-8") if isinstance(payload, bytes) else ""


def _guessed(content: bytes, charset: str) -> str:
    """The bytes as text, though the charset be unknown or untrue."""
    for guess in (charset, "utf-8"):
        try:
            return content.decode(guess)
        except (LookupError, ValueError):
            continue
    return content.decode("windows-1252", "replace")


class _Words(HTMLParser):
    """Collects what a reader of the page would see."""

    UNSEEN = ("script", "style", "head", "title")
    BREAKS = ("br", "p", "div", "tr", "li", "h1", "h2", "h3", "table", "blockquote")

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 (the parent's signature)
        self.unseen += tag in self.UNSEEN
        if tag in self.BREAKS:
            self.seen.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.unseen = max(0, self.unseen - (tag in self.UNSEEN))

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.seen.append(" ".join(data.split()) + " " if data.strip() else "")


def _words(page: str) -> str:
    parser = _Words()
    parser.feed(page)
    parser.close()
    lines = (line.strip() for line in "".join(parser.seen).splitlines())
    return "\n".join(line for line in lines if line)
