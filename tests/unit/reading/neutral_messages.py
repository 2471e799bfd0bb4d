"""Ordinary messages of clients, in which nothing is to be found: frames of many trades, each filled in three ways."""

from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).with_name("neutral")
DAYS = {
    "en": ("Monday", "Thursday", "Saturday"),
    "es": ("lunes", "jueves", "sábado"),
    "ca": ("dilluns", "dijous", "dissabte"),
    "pl": ("poniedziałek", "czwartek", "sobotę"),
    "fi": ("maanantaina", "torstaina", "lauantaina"),
    "vi": ("thứ hai", "thứ năm", "thứ bảy"),
}
OTHERS = {
    "n": ("4", "6", "20"),
    "time": ("9:30", "11:15", "16:00"),
    "name": ("Anna", "Martin", "Linh"),
    "place": ("Girona", "Tampere", "Da Nang"),
}


def neutral(language: str) -> Iterator[str]:
    """Each message once as it is, or three times where it has room for a day, a name or a number."""
    for frame in (FOLDER / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        rooms = {"day": DAYS[language], **OTHERS}
        made = [frame.format(**{name: some[n] for name, some in rooms.items()}) for n in range(3)]
        yield from dict.fromkeys(made)
