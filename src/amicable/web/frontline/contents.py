"""What a file is, told by its first bytes; its name and what the browser claims are not believed."""

SIGNATURES = (
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"GIF8", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (4, b"ftypheic", "image/heic"),
    (4, b"ftypheix", "image/heic"),
    (4, b"ftypmif1", "image/heic"),
    (4, b"ftypavif", "image/avif"),
    (4, b"ftypM4A", "audio/mp4"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (0, b"OggS", "audio/ogg"),
    (8, b"WAVE", "audio/wav"),
    (0, b"%PDF-", "application/pdf"),
)
"""Where, what, and which type it means."""
OFFICE = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""Both are ZIP archives that hold their own description; which of them, their ending says."""
ACCEPTED = ".jpg,.jpeg,.png,.gif,.webp,.heic,.heif,.avif,.m4a,.mp3,.ogg,.wav,.pdf,.docx,.xlsx,.txt,.eml"
LOOKED_AT = 4096
CONTROL = frozenset(range(32)) - frozenset(b"\t\n\r\f")


def content_type(beginning: bytes, name: str) -> str:
    """The type of a file that begins so; empty: none that is taken."""
    for offset, signature, found in SIGNATURES:
        if beginning[offset : offset + len(signature)] == signature:
            return found
    if beginning.startswith(b"PK\x03\x04") and b"[Content_Types].xml" in beginning:
        return OFFICE.get(name[name.rfind(".") :].lower(), "")
    return "text/plain" if _is_text(beginning) else ""


def _is_text(beginning: bytes) -> bool:
    """Whether it can be read as text; a character cut off at the end does not matter."""
    if not beginning or CONTROL & set(beginning):
        return False
    try:
        beginning.decode()
    except UnicodeDecodeError as error:
        return len(beginning) == LOOKED_AT and error.start > LOOKED_AT - 4
    return True
