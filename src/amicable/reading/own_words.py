"""What the writer of a message wrote itself: quoted replies, signatures, disclaimers and markup are blanked.

Nothing moves: what is cut becomes blanks of the same length, so places in the result are places in the original.
All searches are linear in the length of the text.
"""

import html
import re
from collections.abc import Iterator

UNSEEN = "\u200b"
"""Fills the room of a shortened entity; rules do not see it."""
LONGEST_TAG = 4000
LONGEST_LINE = 400
"""No line that introduces a quotation is longer; longer lines are not looked at."""

SEPARATOR = re.compile(
    r"^[ \t>]*(?:[-_=*—]{2,}[ \t]*(?:original message|forwarded message|mensaje original|mensaje reenviado"
    r"|missatge original|missatge reenviat|wiadomość oryginalna|wiadomość przekazana|przekazana wiadomość|oryginalna wiadomość"
    r"|alkuperäinen viesti|edelleenlähetetty viesti|välitetty viesti|thư gốc|tin nhắn gốc|thư được chuyển tiếp|tin nhắn đã chuyển tiếp)"
    r"[ \t]*[-_=*—]{2,}|begin forwarded message:|inicio del mensaje reenviado:|inici del missatge reenviat:"
    r"|początek przesyłanej wiadomości:|edelleenlähetetty viesti alkaa:|bắt đầu thư được chuyển tiếp:|_{20,})\s*$",
    re.IGNORECASE,
)
WROTE = re.compile(
    r"(?:\bwrote|\bescribió|\bva escriure|\bha escrit|\bescrigué|\bnapisał(?:a|\(a\))?|\bpisze|\bkirjoitti|đã viết|\bviết)\s*:\s*$",
    re.IGNORECASE,
)
DAY = re.compile(r"\d{1,4}[./-]\d{1,2}|\b(?:19|20)\d\d\b|\d{1,2}:\d\d")
HEADER = re.compile(
    r"^[ \t>*]*(from|sent|to|cc|subject|date|de|enviado(?: el)?|para|asunto|fecha|enviat(?: el)?|per a|assumpte|data"
    r"|od|wysłano|do|temat|dw|lähettäjä|lähetetty|vastaanottaja|kopio|aihe|päivämäärä|päiväys|từ|đã gửi|gửi|đến|tới|chủ đề|ngày)"
    r"\*?[ \t]*:\*?[ \t]*\S",
    re.IGNORECASE,
)
PHONE = re.compile(
    r"^[ \t]*(?:sent from (?:my|mail for|outlook|yahoo|samsung)|get outlook for|enviado desde (?:mi|el|outlook|yahoo|correo)|obtener outlook"
    r"|enviat des (?:del|de) |obtén outlook|wysłane z |wysłano z |pobierz outlook|lähetetty (?:iphone|ipad|samsung|android|outlook|minun|puhelim|laitteesta)"
    r"|hanki outlook|(?:đã |được )?gửi từ (?:iphone|ipad|điện thoại|outlook|yahoo|samsung)|tải outlook)",
    re.IGNORECASE,
)
DISCLAIMER = re.compile(
    r"^[ \t]*(?:this (?:e-?mail|message|communication)\b.{0,80}\b(?:confidential|intended|privileged)|confidentiality notice|disclaimer"
    r"|este (?:mensaje|correo)\b.{0,80}\b(?:confidencial|dirigido|destinatario)|aviso (?:legal|de confidencialidad)"
    r"|aquest (?:missatge|correu)\b.{0,80}\b(?:confidencial|adreçat|destinatari)|avís (?:legal|de confidencialitat)"
    r"|(?:ta|niniejsza) (?:wiadomość|korespondencja)\b.{0,80}\b(?:poufn|przeznaczon|adresat)|klauzula poufności|informacja o poufności"
    r"|tämä (?:sähköposti|viesti)\b.{0,80}\b(?:luottamuksel|tarkoitettu|vastaanottaj)|luottamuksellisuus"
    r"|(?:thư|email|e-mail|thông điệp) này\b.{0,80}\b(?:bảo mật|dành cho|người nhận)|thông báo bảo mật)",
    re.IGNORECASE,
)
CUT = re.compile(
    "(?:" + "|".join([r"[ \t]*>", r"-- ?\r?$", *(one.pattern.removeprefix("^") for one in (SEPARATOR, HEADER, PHONE, DISCLAIMER))]) + ")",
    re.IGNORECASE,
)  # fmt: skip
"""Begins a line that may need cutting."""
HTML = re.compile(
    r"</?(?:html|body|div|p|br|span|table|blockquote|a|b|i|font|ul|li)\b[^<>]{0,400}>", re.IGNORECASE
)
LINE = re.compile(r"[^\n]*\n|[^\n]+")
TAG = re.compile(rf"<(/?)([a-zA-Z][a-zA-Z0-9]{{0,20}}|!--)[^<>]{{0,{LONGEST_TAG}}}>")
ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,20});")
HIDDEN = re.compile(r"<(script|style|head|title)\b", re.IGNORECASE)
QUOTED = re.compile(
    r"<(?:div|span|section|hr)\b[^<>]{0,400}(?:gmail_quote|yahoo_quoted|divrplyfwdmsg|appendonsend|moz-cite-prefix|protonmail_quote|replyforwardmsg|ms-outlook-mobile-reference)",
    re.IGNORECASE,
)
BLOCKQUOTE = re.compile(r"<(/?)blockquote\b", re.IGNORECASE)
BREAKS = frozenset(
    {"br", "p", "div", "tr", "li", "ul", "ol", "table", "h1", "h2", "h3", "h4", "blockquote", "hr"}
)


def own_words(text: str) -> str:
    """`text`, of the same length, with everything blanked that its writer did not write."""
    plain = _without_markup(text) if "<" in text and HTML.search(text) else text
    return _without_quotations(plain) if "\n" in plain and _may_quote(plain.split("\n")) else plain


def _may_quote(lines: list[str]) -> bool:
    """Whether any line could need cutting at all: a quick look, which most messages do not survive."""
    return any(map(CUT.match, lines)) or any(line.rstrip().endswith(":") for line in lines)


def _blank(text: str) -> str:
    """Room of the same length: ends of lines stay, so that line still follows line."""
    return "\n".join(" " * len(line) for line in text.split("\n"))


def _cut(text: str, spans: Iterator[tuple[int, int]]) -> str:
    pieces, last = [], 0
    for start, end in spans:
        if start >= last:
            pieces += [text[last:start], _blank(text[start:end])]
            last = end
    return "".join([*pieces, text[last:]])


def _without_markup(text: str) -> str:
    quoted = QUOTED.search(text)
    if quoted:
        text = text[: quoted.start()] + _blank(text[quoted.start() :])
    text = _cut(text, _hidden(text))
    text = _cut(text, _block_quotes(text))
    text = TAG.sub(_tag_blanked, text)
    return ENTITY.sub(_entity, text) if "&" in text else text


def _tag_blanked(match: re.Match[str]) -> str:
    blank = _blank(match.group())
    return "\n" + blank[1:] if match.group(2).lower() in BREAKS else blank


def _entity(match: re.Match[str]) -> str:
    """The character that is meant, in the room that its name takes."""
    meant = html.unescape(match.group())
    return (
        meant + UNSEEN * (len(match.group()) - len(meant))
        if len(meant) <= len(match.group())
        else match.group()
    )


def _hidden(text: str) -> Iterator[tuple[int, int]]:
    folded, place = text.lower(), 0
    while match := HIDDEN.search(text, place):
        end = folded.find(f"</{match.group(1).lower()}", match.end()) if len(folded) == len(text) else -1
        place = end if end >= 0 else len(text)
        yield match.start(), place


def _block_quotes(text: str) -> Iterator[tuple[int, int]]:
    depth = start = 0
    for match in BLOCKQUOTE.finditer(text):
        if not match.group(1):
            start, depth = (match.start(), 1) if not depth else (start, depth + 1)
        elif depth:
            depth -= 1
            if not depth:
                yield start, match.start()
    if depth:
        yield start, len(text)


def _without_quotations(text: str) -> str:
    lines = LINE.findall(text)
    kept = list(_kept(lines))
    return "".join(line if keep else _blank(line) for line, keep in zip(lines, kept, strict=True))


def _kept(lines: list[str]) -> Iterator[bool]:
    """For each line whether the writer wrote it."""
    over, signed, number = False, False, 0
    while number < len(lines):
        line = lines[number]
        short = line.rstrip("\r\n") if len(line) <= LONGEST_LINE else ""
        quoted = line.lstrip(" \t").startswith(">")
        introduces = 0 if over else _introduction(lines, number)
        if quoted:
            signed = False  # who answers below a quotation writes again
        elif introduces:
            yield from [False] * introduces
            number += introduces
            over = not _quoted_next(lines, number)
            continue
        elif not over and (SEPARATOR.match(short) or _header_block(lines, number)):
            over = True
        elif short in ("-- ", "--") or PHONE.match(short) or DISCLAIMER.match(short):
            signed = True
        yield not (over or quoted or signed)
        number += 1


def _introduction(lines: list[str], number: int) -> int:
    """How many lines from here on say "on that day somebody wrote:"; 0 if they do not."""
    if not DAY.search(lines[number][:LONGEST_LINE]):
        return 0
    joined = ""
    for count, line in enumerate(lines[number : number + 3], start=1):
        own = line[:LONGEST_LINE].strip().lstrip("> ")
        if not own or (count > 1 and DAY.search(own)):
            return 0
        joined += own
        if WROTE.search(joined):
            return count
    return 0


def _quoted_next(lines: list[str], number: int) -> bool:
    following = (line.lstrip() for line in lines[number : number + 3])
    return any(line.startswith(">") for line in following)


def _header_block(lines: list[str], number: int) -> bool:
    """Whether at least three lines of a mail's header stand here, as some programs put above a quotation."""
    names = {
        m.group(1).lower() for line in lines[number : number + 5] if (m := HEADER.match(line[:LONGEST_LINE]))
    }
    return bool(HEADER.match(lines[number][:LONGEST_LINE])) and len(names) >= 3  # noqa: PLR2004 (two may be prose)
