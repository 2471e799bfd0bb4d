"""The phrase language of the rules: what a writer of rules types, read into a tree.

    you (are|'re) _ stupid*     words; alternatives; a gap of up to three words; any ending
    (so|very)? late             what may be absent
    {idiot}                     every form of a word, from words.toml of the language
    @staff                      a list of words.toml of the language
    # (euros|eur)               a number, also where its unit stands close to it

Case, kinds of apostrophe and blanks do not matter; between two words there may be commas, but no end of a sentence.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from amicable.i18n import N_
from amicable.refusal import Refusal
from amicable.wording._text import folded
from amicable.wording._tree import Choice, Gap, Item, Maybe, Number, Sequence, Word

TOKEN = re.compile(r"\s+|[()|?]|\{[^{}]+\}|@\w+|_|#|[\w*'·%€$£/+-]+")
END = ""
GAP, NUMBER = Gap(), Number()
DEEPEST = 40
"""Brackets in brackets, and lists in lists."""


class BadPhrase(Refusal):
    """A phrase that cannot be understood, or would be looked for in every text."""


class Phrases:
    """Reads phrases that share forms and lists; what several of them hold is one and the same object.

    So whoever looks into many phrases remembers by `id` what was found in a part, and finds it once.
    """

    def __init__(self, forms: Mapping[str, list[str]], lists: Mapping[str, list[str]]) -> None:
        self._forms = {folded(name): some for name, some in forms.items()}
        self._lists = {folded(name): some for name, some in lists.items()}
        self._choices: dict[str, Choice] = {}
        self._words: dict[str, Word] = {}
        self._sequences: dict[tuple[int, ...], Sequence] = {}
        self._brackets: dict[tuple[int, ...], Choice] = {}
        self._optional: dict[int, Maybe] = {}
        self._depth = 0

    def parse(self, written: str) -> Sequence:
        """The phrase that `written` stands for."""
        tokens = _tokens(written)
        found = self._sequence(tokens, written)
        if tokens[-1] != END:
            raise BadPhrase(
                N_("The phrase “{phrase}” closes a bracket that was never opened."), phrase=written
            )
        if not found.sure or isinstance(found.items[0], Gap) or isinstance(found.items[-1], Gap):
            raise BadPhrase(N_("The phrase “{phrase}” must begin and end with a word."), phrase=written)
        return found

    def _sequence(self, tokens: list[str], written: str) -> Sequence:
        items: list[Item] = []
        while tokens[-1] not in (END, ")", "|"):
            item = self._item(tokens, written)
            if tokens[-1] == "?":
                tokens.pop()
                if isinstance(item, (Gap, Maybe)):
                    raise BadPhrase(N_("In the phrase “{phrase}” a gap cannot be optional."), phrase=written)
                item = self._optional.setdefault(id(item), Maybe(item))
            items.append(item)
        if not items:
            raise BadPhrase(N_("The phrase “{phrase}” has an empty part."), phrase=written)
        return self._sequences.setdefault(tuple(map(id, items)), Sequence(tuple(items)))

    def _item(self, tokens: list[str], written: str) -> Item:
        token = tokens.pop()
        if token == "_":  # noqa: S105 (a gap, no secret)
            return GAP
        if token == "#":  # noqa: S105 (a number, no secret)
            return NUMBER
        if token == "(":  # noqa: S105 (a bracket, no secret)
            return self._bracket(tokens, written)
        if token[0] in "{@":
            return self._shared(token, written)
        if not token.strip("*") or token == "?":  # noqa: S105 (a mark, no secret)
            raise BadPhrase(
                N_("In the phrase “{phrase}” nothing stands before “{sign}”."), phrase=written, sign=token
            )
        if token not in self._words:
            self._words[token] = Word(token.strip("*"), token.startswith("*"), token.endswith("*"))
        return self._words[token]

    def _bracket(self, tokens: list[str], written: str) -> Choice:
        with self._deeper(written):
            options = tuple(self._options(tokens, written))
            return self._brackets.setdefault(tuple(map(id, options)), Choice(options))

    def _options(self, tokens: list[str], written: str) -> Iterator[Sequence]:
        while True:
            option = self._sequence(tokens, written)
            if not option.sure:
                raise BadPhrase(
                    N_(
                        "In the phrase “{phrase}” one of several alternatives may be absent altogether. Put the “?” behind the bracket."
                    ),
                    phrase=written,
                )
            yield option
            closing = tokens.pop()
            if closing == ")":
                return
            if closing == END:
                raise BadPhrase(
                    N_("The phrase “{phrase}” opens a bracket that is never closed."), phrase=written
                )

    def _shared(self, token: str, written: str) -> Choice:
        """A list, or the forms of a word."""
        if token not in self._choices:
            known, name = (self._forms, token[1:-1]) if token[0] == "{" else (self._lists, token[1:])
            if name not in known:
                raise BadPhrase(
                    N_("The phrase “{phrase}” speaks of “{name}”, which words.toml of its language does not have."),
                    phrase=written, name=name,
                )  # fmt: skip
            with self._deeper(written):
                self._choices[token] = Choice(tuple(self.parse(one) for one in known[name]))
        return self._choices[token]

    @contextmanager
    def _deeper(self, written: str) -> Iterator[None]:
        self._depth += 1
        try:
            if self._depth > DEEPEST:
                raise BadPhrase(
                    N_("The phrase “{phrase}” has too many brackets in brackets, or lists in lists."), phrase=written
                )  # fmt: skip
            yield
        finally:
            self._depth -= 1


def parse(
    written: str,
    *,
    forms: Mapping[str, list[str]] | None = None,
    lists: Mapping[str, list[str]] | None = None,
) -> Sequence:
    """One phrase by itself."""
    return Phrases(forms or {}, lists or {}).parse(written)


def _tokens(written: str) -> list[str]:
    """Tokens in reverse, so that the next one is popped; blanks are dropped, the end is marked."""
    text, place = folded(written), 0
    found = []
    for match in TOKEN.finditer(text):
        if match.start() != place:
            break
        found.append(match[0])
        place = match.end()
    if place < len(text):
        raise BadPhrase(
            N_("The phrase “{phrase}” holds “{sign}”, which the phrase language does not know."),
            phrase=written,
            sign=text[place],
        )
    return [END, *(token for token in reversed(found) if not token.isspace())]
