"""Whether a letter that somebody wrote has the parts that a policy pack demands, and how it sounds."""

import re
from dataclasses import dataclass
from functools import cache

from amicable.disengagement.texts import shipped
from amicable.disengagement.tone import Mark, check
from amicable.duties import Element, Pack, Reason
from amicable.wording._phrases import parse
from amicable.wording._text import ready

GAP = re.compile(r"\[[^\]]*\]")
"""What a draft has in [brackets] is still to be written."""


@dataclass(frozen=True)
class Checked:
    """The answer about one letter."""

    found: tuple[str, ...]
    """Names of duties.ELEMENTS that are recognised."""
    missing: tuple[Element, ...]
    marks: tuple[Mark, ...]

    @property
    def good(self) -> bool:
        """Whether it may go as it is."""
        return not self.missing and not any(mark.level == "error" for mark in self.marks)


def checked(text: str, language: str, pack: Pack) -> Checked:
    """Parts of `text` against `pack`, and its marks; a part counts where one of its phrases is met."""
    found = tuple(name for name in shipped(language, "elements")["cues"] if recognised(name, text, language))
    demanded = [one for one in pack.elements if not (one.name == "reason" and pack.reason is Reason.FORBIDDEN)]  # fmt: skip
    missing = tuple(one for one in demanded if one.name not in found)
    return Checked(found, missing, tuple(check(text, language, kind="letter")))


def recognised(name: str, text: str, language: str) -> bool:
    """Whether one of the phrases for the part `name` stands in `text`."""
    return bool(_cue(language, name).search(ready(GAP.sub(" ", text)).text))


@cache
def _cue(language: str, name: str) -> re.Pattern[str]:
    written = shipped(language, "elements")["cues"][name]
    patterns = "|".join(parse(one, forms={}, lists={}).pattern for one in written)
    return re.compile(rf"(?<!\w)(?:{patterns})(?!\w)")
