"""Which of the six languages a text is in."""

import re
from collections.abc import Collection
from functools import cache
from typing import Any

from amicable.i18n import LANGUAGES

LETTERS: dict[str, re.Pattern[str]] = {
    "vi": re.compile(r"[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệịỉĩọỏốồổỗộớờởỡợụủũứừửữựỳỵỷỹ]", re.IGNORECASE),
    "pl": re.compile(r"[ąęłśżźćń]", re.IGNORECASE),
}
"""Letters that one of our languages has and the others have not."""
SHORT = 80
"""Characters below which the identifier errs often."""
LOOKED_AT = 600
"""Characters that are enough to tell."""


def language_of(text: str, *, likely: Collection[str] = LANGUAGES) -> str:
    """The language of `text`; in a short one, where nobody can be sure, the best of those that are `likely`."""
    head = text[:LOOKED_AT].strip()
    found = [name for name, letters in LETTERS.items() if letters.search(head)]
    if len(found) == 1:
        return found[0]
    ranked = [name for name, _ in _identifier().rank(head.lower())]
    return str(
        next((name for name in ranked if name in likely), ranked[0]) if len(head) < SHORT else ranked[0]
    )


@cache
def _identifier() -> Any:  # noqa: ANN401 (the library has no types)
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 (loads its model)

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(LANGUAGES))
    return identifier
